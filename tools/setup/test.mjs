/**
 * `npm test`: sets up what is missing, then lints, type-checks, builds and tests every project (or those that
 * arguments for `nx run-many` name: `npm test -- -p versions`). The last line is `N passed, N failed`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, thisMachine } from './src/machine.mjs';
import { NX, NX_ENV, TARGETS } from './src/nx.mjs';
import { prepare } from './src/prepare.mjs';
import { readResults } from './src/read-results.mjs';
import { runChild } from './src/run-child.mjs';
import { summarise } from './src/summarise.mjs';

async function main(args) {
  const machine = thisMachine();
  if (!(await prepare('test', machine))) return { line: '0 passed, 1 failed', code: 1 };
  rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });
  const format = await runChild(
    process.execPath,
    ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
    { cwd: ROOT },
  );
  const nx = await runChild(
    process.execPath,
    [NX, 'run-many', '-t', ...TARGETS, '--outputStyle=static', ...args],
    { cwd: ROOT, env: NX_ENV },
  );
  const summary = summarise({ ...readResults(join(ROOT, 'test-results')), format, nx }, TARGETS);
  for (const line of summary.lines) console.log(line);
  return { line: `${summary.passed} passed, ${summary.failed} failed`, code: summary.failed === 0 ? 0 : 1 };
}

const { line, code } = await main(process.argv.slice(2));
console.log(line);
process.exitCode = code;
