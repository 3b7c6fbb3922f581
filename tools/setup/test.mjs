/**
 * `npm test`: sets up what is missing, then lints, type-checks, builds and tests every project (or those that
 * arguments for `nx run-many` name: `npm test -- -p versions`). The last line is `N passed, N failed`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, thisMachine } from './src/machine.mjs';
import { NX, NX_ENV, PRETTIER, TARGETS } from './src/nx.mjs';
import { prepare } from './src/prepare.mjs';
import { readResults } from './src/read-results.mjs';
import { runChild } from './src/run-child.mjs';
import { summarise } from './src/summarise.mjs';

/** What concerns the tree as a whole, and what puts it right. */
const CHECKS = [
  { name: 'format', command: [PRETTIER, '--check', '--log-level=warn', '.'], remedy: 'npm run format' },
  { name: 'references', command: [NX, 'sync:check'], remedy: 'npx nx sync' },
];

const node = (command) => runChild(process.execPath, command, { cwd: ROOT, env: NX_ENV });

async function main(args) {
  if (!(await prepare('test', thisMachine()))) return { line: '0 passed, 1 failed', code: 1 };
  rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });
  const checks = [];
  for (const { name, command, remedy } of CHECKS) checks.push({ name, remedy, code: await node(command) });
  const nx = await node([NX, 'run-many', '-t', ...TARGETS, '--outputStyle=static', ...args]);
  const summary = summarise({ ...readResults(join(ROOT, 'test-results')), checks, nx }, TARGETS);
  for (const line of summary.lines) console.log(line);
  return { line: `${summary.passed} passed, ${summary.failed} failed`, code: summary.failed === 0 ? 0 : 1 };
}

const { line, code } = await main(process.argv.slice(2));
console.log(line);
process.exitCode = code;
