/**
 * `npm test`: sets up what is missing, then formats, lints, type-checks, builds and tests everything. With arguments for
 * `nx run-many` it does so for the projects they name (`npm test -- -p versions`). The last line is `N passed, N failed`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, thisMachine } from './src/machine.mjs';
import { ESLINT, NX, NX_ENV, PRETTIER, TARGETS, TSC } from './src/nx.mjs';
import { keepServers } from './src/keep-servers.mjs';
import { prepare } from './src/prepare.mjs';
import { readResults } from './src/read-results.mjs';
import { runChild } from './src/run-child.mjs';
import { runScript } from './src/run-script.mjs';
import { summarise } from './src/summarise.mjs';

/** What concerns the tree as a whole, and what puts it right. */
const FORMAT = {
  name: 'format',
  command: [PRETTIER, '--check', '--log-level=warn', '.'],
  remedy: 'npm run format',
};
const REFERENCES = { name: 'references', command: [NX, 'sync:check'], remedy: 'npx nx sync' };
/** Every project in one process each, which reads what they share once: half the time of a process for each project. */
const LINT = {
  name: 'lint',
  command: [ESLINT, 'apps', 'examples', 'packages', 'tools'],
  env: { UNDERSTUDY_LINT_WHOLE: 'true' },
  remedy: 'npx eslint --fix FILE',
};
const TYPES = { name: 'types', command: [TSC, '--build'], remedy: 'npm run types' };

/** Everything has been built when the tests begin: no program that they start has to be compiled again. */
const BUILT = { UNDERSTUDY_RUN_BUILDS: 'true' };
const node = (command, env = {}) =>
  runChild(process.execPath, command, { cwd: ROOT, env: { ...NX_ENV, ...env } });
/** What only computes takes the time that tests leave over, which wait, and fail where they are kept waiting too long. */
const UNHURRIED = process.platform === 'win32' ? [] : ['nice', '-n', '19'];
const compute = (command, env = {}) => {
  const [program, ...words] = [...UNHURRIED, process.execPath, ...command];
  return runChild(program, words, { cwd: ROOT, env: { ...NX_ENV, UNDERSTUDY_UNHURRIED: 'true', ...env } });
};
const check = async ({ name, command, env, remedy }) => ({ name, remedy, code: await compute(command, env) });
const named = (...projects) => projects.map((project) => `@understudy/${project}`).join(',');
/** The whole service at once, with its servers and two regions: beside it only what computes, and lets it go first. */
const DRILL = named('drill');
/** Without a database or a clock: these tests do not wait. */
const COMPUTING = named('simulation', 'topology', 'checks', 'generator', 'versions', 'core');
/** Begun last, each would keep the machine waiting for it: these come one by one, from the beginning. */
const LONG = named('backfill', 'bench', 'gateway', 'linode-provisioner', 'haproxy-runtime');
/** Waits for leases and time limits most of its time: it runs beside the others from the beginning. */
const WAITING = named('cli');
const runMany = (run, targets, args, env) =>
  run([NX, 'run-many', '-t', ...targets, '--outputStyle=static', ...args], env);

async function checkNamed(args) {
  const checks = [await check(FORMAT), await check(REFERENCES)];
  return { checks, nx: await runMany(node, TARGETS, args), targets: TARGETS };
}

/** More at once than there are cores: most tests wait, for leases, for shards, for a process to start. */
async function runTests() {
  const keeper = await keepServers();
  const test = (run, args) => runMany(run, ['test'], args, { ...BUILT, ...keeper.env });
  const apart = [LONG, WAITING, COMPUTING, DRILL].join(',');
  const first = await Promise.all([
    test(node, ['-p', LONG, '--parallel=1']),
    test(node, ['-p', WAITING]),
    test(node, ['--exclude', apart, '--parallel=3']),
  ]);
  const rest = await Promise.all([
    test(node, ['-p', DRILL]),
    test(compute, ['-p', COMPUTING, '--parallel=2']),
  ]);
  await keeper.close();
  return Math.max(...first, ...rest);
}

/** In two lanes, since a machine has two cores at least: what reads the tree, and what runs it. */
async function checkAll() {
  const reading = async () => [await check(FORMAT), await check(REFERENCES), await check(LINT)];
  const running = async () => ({ types: await check(TYPES), nx: await runTests() });
  const [read, { types, nx }] = await Promise.all([reading(), running()]);
  return { checks: [...read, types], nx, targets: ['test'] };
}

/** What `nx run-many` takes of a person here; everything else it would hand on to the linter and to Jest. */
const OPTIONS = {
  projects: { short: 'p', value: 'NAMES', description: 'These projects alone, with commas between them.' },
  exclude: { value: 'NAMES', description: 'All but these.' },
  parallel: { value: 'N', description: 'How many tasks at once.' },
  'skip-nx-cache': { description: 'Run also what passed before and has not changed.' },
  verbose: { description: 'Show more of what Nx does.' },
};

async function main(args) {
  if (!(await prepare('test', thisMachine()))) return { line: '0 passed, 1 failed', code: 1 };
  rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });
  const { checks, nx, targets } = await (args.length === 0 ? checkAll() : checkNamed(args));
  const summary = summarise({ ...readResults(join(ROOT, 'test-results')), checks, nx }, targets);
  for (const line of summary.lines) console.log(line);
  return { line: `${summary.passed} passed, ${summary.failed} failed`, code: summary.failed === 0 ? 0 : 1 };
}

await runScript({
  name: 'npm test',
  summary: 'Formats, lints, type-checks, builds and tests everything, or the projects that are named.',
  options: OPTIONS,
  run: async (words) => {
    const { line, code } = await main(words);
    console.log(line);
    return code;
  },
});
