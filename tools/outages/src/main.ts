import { describeFailure } from '@understudy/command-line';
import { addDays, NO_DAYS } from './noisy-day/play-days.ts';
import { renderDays } from './noisy-day/render-days.ts';
import { HELP, type OutagesOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { addRanges, NO_SEEDS } from './play-range.ts';
import { playRanges } from './play-ranges.ts';
import { playSeed } from './play-seed.ts';
import { RangePlayer } from './range-player.ts';
import { renderConfusions } from './render-confusions.ts';
import { renderCounts } from './render-counts.ts';
import { withBundle } from './with-bundle.ts';

const PROGRESS_EVERY_MS = 10_000;
/** Seeds given to a player at once. */
const CHUNK = 20;

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
  try {
    return await (options.days ? runDays(players, options) : runOutages(players, options));
  } finally {
    for (const player of players) player.end();
  }
}

async function runOutages(players: readonly RangePlayer[], { from, seeds }: OutagesOptions): Promise<number> {
  const startedMs = performance.now();
  const say = occasionally();
  const { confusions, counts, wrong } = await playRanges(
    players.map((player) => (range) => player.play(range)),
    {
      from,
      seeds,
      chunk: CHUNK,
      none: NO_SEEDS,
      add: addRanges,
      onProgress: (played, sum) => {
        say(`${played} of ${seeds} seeds, ${sum.wrong.length} with a mistake of the orchestrators`);
      },
    },
  );
  process.stdout.write(
    `${seeds} seeds from ${from} on in ${secondsSince(startedMs)} s, ${wrong.length} with a mistake of the orchestrators.\n\n`,
  );
  process.stdout.write(`${renderConfusions(confusions)}\n${renderCounts(counts)}`);
  for (const { seed, wrong: mistakes } of wrong)
    process.stdout.write(`seed ${seed}: ${mistakes.join(' ')}\n`);
  return wrong.length === 0 ? 0 : 1;
}

async function runDays(players: readonly RangePlayer[], { from, seeds }: OutagesOptions): Promise<number> {
  const startedMs = performance.now();
  const say = occasionally();
  const played = await playRanges(
    players.map((player) => (range) => player.playDays(range)),
    {
      from,
      seeds,
      chunk: 1,
      none: NO_DAYS,
      add: addDays,
      onProgress: (days, { wrong }) => {
        say(`${days} of ${seeds} days, ${wrong.length} moves and failed writes`);
      },
    },
  );
  process.stdout.write(
    `Days ${from} to ${from + seeds - 1} in ${secondsSince(startedMs)} s.\n\n${renderDays(played)}`,
  );
  return played.wrong.length === 0 ? 0 : 1;
}

function secondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) / 1_000);
}

/** Says what it is given to stderr, at most once in `PROGRESS_EVERY_MS`. */
function occasionally(): (line: string) => void {
  let saidMs = performance.now();
  return (line) => {
    const nowMs = performance.now();
    if (nowMs - saidMs < PROGRESS_EVERY_MS) return;
    saidMs = nowMs;
    process.stderr.write(`${line}\n`);
  };
}
