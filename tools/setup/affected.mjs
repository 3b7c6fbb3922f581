/**
 * Continuous integration's own run: checks that references are in sync, then runs what the change affects.
 * Reads what GitHub's runner sets (GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REF_NAME, GITHUB_REPOSITORY,
 * GITHUB_WORKFLOW_REF) and GITHUB_TOKEN. Elsewhere it compares with main, and counts what is not committed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { affectedArguments } from './src/affected-arguments.mjs';
import { affectedBase } from './src/affected-base.mjs';
import { ROOT } from './src/machine.mjs';
import { NX, NX_ENV, TARGETS } from './src/nx.mjs';
import { runChild } from './src/run-child.mjs';
import { runScript } from './src/run-script.mjs';

const { env } = process;
const isContinuousIntegration = env.GITHUB_ACTIONS === 'true';

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Commits of the branch that this workflow has passed, newest first. */
async function passedCommits() {
  const workflow = env.GITHUB_WORKFLOW_REF?.split('@')[0]?.split('/').at(-1);
  const query = new URLSearchParams({
    branch: env.GITHUB_REF_NAME,
    event: 'push',
    status: 'success',
    per_page: '20',
  });
  const url = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/actions/workflows/${workflow}/runs?${query}`;
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${env.GITHUB_TOKEN}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return (await answer.json()).workflow_runs.map(({ head_sha: commit }) => commit);
}

/** What GitHub's runner says of this run; on a work machine, that it is a branch off main. */
function surroundings() {
  if (!isContinuousIntegration) return { event: 'pull_request', pullRequestBase: 'main' };
  const { pull_request: pullRequest } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  return { event: env.GITHUB_EVENT_NAME, pullRequestBase: pullRequest?.base.sha };
}

async function affected() {
  const base = await affectedBase({ ...surroundings(), passedCommits, git });
  console.log(
    base === undefined ? 'No commit to compare with: everything runs.' : `What changed since ${base} runs.`,
  );
  const what = affectedArguments(base, isContinuousIntegration);
  return runChild(process.execPath, [NX, ...what, '-t', ...TARGETS, '--outputStyle=static'], {
    cwd: ROOT,
    env: NX_ENV,
  });
}

await runScript({
  name: 'npm run affected',
  summary: 'Lints, type-checks, builds and tests what changed since main, and what depends on it.',
  run: affected,
});
