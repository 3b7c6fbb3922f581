import { describeFailure } from '@understudy/command-line';
import { HELP, type OutagesOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { playRanges } from './play-ranges.ts';
import { playSeed } from './play-seed.ts';
import { RangePlayer } from './range-player.ts';
import { renderConfusions } from './render-confusions.ts';
import { renderCounts } from './render-counts.ts';
import { withBundle } from './with-bundle.ts';

const PROGRESS_EVERY_MS = 10_000;

try {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === 'help') process.stdout.write(HELP);
  else
    process.exitCode = await (parsed.kind === 'seed'
      ? show(parsed.seed)
      : withBundle((bundle) => run(bundle, parsed.options)));
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}

async function show(seed: number): Promise<number> {
  const { outages, confusions, counts, wrong } = await playSeed(seed);
  for (const outage of outages) process.stdout.write(`${JSON.stringify(outage)}\n`);
  process.stdout.write(
    `${renderConfusions(confusions)}\n${renderCounts(counts)}${wrong.map((what) => `${what}\n`).join('')}`,
  );
  return wrong.length === 0 ? 0 : 1;
}

async function run(bundle: string, options: OutagesOptions): Promise<number> {
  const players = Array.from({ length: options.processes }, () => new RangePlayer(bundle));
  const startedMs = performance.now();
  let saidMs = startedMs;
  try {
    const { confusions, counts, wrong } = await playRanges(players, options, (played, mistaken) => {
      const nowMs = performance.now();
      if (nowMs - saidMs < PROGRESS_EVERY_MS) return;
      saidMs = nowMs;
      process.stderr.write(
        `${played} of ${options.seeds} seeds, ${mistaken} with a mistake of the orchestrators\n`,
      );
    });
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    process.stdout.write(
      `${options.seeds} seeds from ${options.from} on in ${seconds} s, ${wrong.length} with a mistake of the orchestrators.\n\n`,
    );
    process.stdout.write(`${renderConfusions(confusions)}\n${renderCounts(counts)}`);
    for (const { seed, wrong: mistakes } of wrong)
      process.stdout.write(`seed ${seed}: ${mistakes.join(' ')}\n`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    for (const player of players) player.end();
  }
}
