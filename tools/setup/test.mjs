/**
 * `npm test`: sets up what is missing, then lints, type-checks, builds and tests every project (or those that
 * arguments for `nx run-many` name: `npm test -- -p versions`). The last line is `N passed, N failed`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, thisMachine } from './src/machine.mjs';
import { prepare } from './src/prepare.mjs';
import { readResults } from './src/read-results.mjs';
import { runChild } from './src/run-child.mjs';
import { summarise } from './src/summarise.mjs';

const TARGETS = ['lint', 'typecheck', 'build', 'test'];
const NX = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', ...TARGETS, '--outputStyle=static'];
// Nothing stays behind after the run, and a run reads the same in a terminal and in a pipe.
const NX_ENV = { NX_DAEMON: process.env.NX_DAEMON ?? 'false', NX_TUI: 'false' };

async function main(args) {
  const machine = thisMachine();
  if (!(await prepare('test', machine))) return { line: '0 passed, 1 failed', code: 1 };
  rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });
  const format = await runChild(
    process.execPath,
    ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
    { cwd: ROOT },
  );
  const nx = await runChild(process.execPath, [...NX, ...args], { cwd: ROOT, env: NX_ENV });
  const summary = summarise({ ...readResults(join(ROOT, 'test-results')), format, nx }, TARGETS);
  for (const line of summary.lines) console.log(line);
  return { line: `${summary.passed} passed, ${summary.failed} failed`, code: summary.failed === 0 ? 0 : 1 };
}

const { line, code } = await main(process.argv.slice(2));
console.log(line);
process.exitCode = code;
