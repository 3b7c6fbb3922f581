/**
 * What `understudy --help` takes beyond Node's own start, from a build (`npx nx build @understudy/cli`): the median of
 * 20 runs of each, in turns.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const RUNS = 20;
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

if (!existsSync(main)) {
  console.error(`${main} does not exist: run npx nx build @understudy/cli first.`);
  process.exit(2);
}

const timeOf = (args) => {
  const startedMs = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - startedMs;
};
const medianOf = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

const [bare, help] = [[], []];
for (let run = 0; run < RUNS; run += 1) {
  bare.push(timeOf(['-e', '0']));
  help.push(timeOf([main, '--help']));
}
const [node, program] = [medianOf(bare), medianOf(help)];
console.log(
  `node ${node.toFixed(0)} ms, understudy --help ${program.toFixed(0)} ms: ${(program - node).toFixed(0)} ms beyond Node's start`,
);
