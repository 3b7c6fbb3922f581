/**
 * `npm run release`: gives every package its licence and the place of its sources (GITHUB_SERVER_URL, GITHUB_REPOSITORY,
 * GITHUB_SHA), builds them, then publishes those whose version is not in the registry yet.
 * Only the release workflow publishes, with a right to it that lasts as long as its run; so this refuses elsewhere.
 */
import { SetupError } from './src/errors.mjs';
import { ROOT } from './src/machine.mjs';
import { NX, NX_ENV } from './src/nx.mjs';
import { prepareRelease } from './src/prepare-release.mjs';
import { runChild } from './src/run-child.mjs';
import { runScript } from './src/run-script.mjs';

const STEPS = [
  [NX, 'run-many', '-t', 'build'],
  ['node_modules/@changesets/cli/bin.js', 'publish', '--no-git-tag'],
];

/** @throws SetupError `UND_SETUP_RELEASE_REFUSED` */
async function release() {
  if (process.env.GITHUB_ACTIONS !== 'true')
    throw new SetupError('UND_SETUP_RELEASE_REFUSED', { what: 'This is not the release workflow.' });
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = process.env;
  prepareRelease(ROOT, { server, repository, commit });
  for (const step of STEPS) {
    const code = await runChild(process.execPath, step, { cwd: ROOT, env: NX_ENV });
    if (code !== 0) return code;
  }
  return 0;
}

await runScript({
  name: 'npm run release',
  summary: 'Builds every package and publishes what the registry lacks; in the release workflow only.',
  run: release,
});
