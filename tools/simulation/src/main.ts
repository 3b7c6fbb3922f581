import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFailure } from '@understudy/command-line';
import { bundleSource } from './bundle-source.ts';
import { readCorpus } from './read-corpus.ts';
import { describeRun, describeViolations } from './describe-run.ts';
import { HELP, type SimOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { Player } from './player.ts';
import { runSeeds } from './run-seeds.ts';
import { SimulationError } from './errors.ts';
import type { History } from './types.ts';
import { missingCoverage } from './missing-coverage.ts';

/** Bundles stand inside the workspace, so that what they import from outside it is found. */
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const SHRINKING_PLAYS = 400;
const MOST_BROKEN = 3;
const PROGRESS_EVERY_MS = 5_000;

try {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === 'help') process.stdout.write(HELP);
  else
    process.exitCode = await withBundle((bundle) => {
      if (parsed.kind === 'run') return run(bundle, parsed.options);
      return playOne(bundle, parsed.kind === 'seed' ? parsed.seed : parsed.file);
    });
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}

async function withBundle(action: (bundle: string) => Promise<number>): Promise<number> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(dirname(DIST), { recursive: true });
  await mkdir(DIST, { recursive: true });
  const folder = await mkdtemp(join(DIST, 'sim-'));
  try {
    const bundle = join(folder, 'play.mjs');
    await bundleSource(bundle);
    return await action(bundle);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function playOne(bundle: string, given: number | string): Promise<number> {
  const player = new Player(bundle);
  try {
    const history =
      typeof given === 'number'
        ? (await player.ask({ ask: 'seed', seed: given }, 'generated')).history
        : await readHistory(given);
    const played = await player.ask({ ask: 'history', history, timeline: true }, 'history');
    process.stdout.write(played.timeline);
    process.stdout.write(describeViolations(played.violations));
    return played.violations.length === 0 ? 0 : 1;
  } finally {
    player.end();
  }
}

/** A history by itself, or one that is kept. */
async function readHistory(file: string): Promise<History> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as History | { readonly history: History };
    return 'history' in read ? read.history : read;
  } catch (cause) {
    throw new SimulationError('UND_SIMULATION_OPTION_INVALID', {
      what: `--history is "${file}", which can't be read as a history.`,
      cause,
    });
  }
}

async function run(bundle: string, options: SimOptions): Promise<number> {
  const players = Array.from({ length: options.processes }, () => new Player(bundle));
  try {
    const [first] = players;
    if (first === undefined) return 1;
    const coverage = new Map<string, number>();
    const keptBroken = await playCorpus(first, coverage);
    const startedMs = performance.now();
    let saidMs = startedMs;
    const played = await runSeeds(players, {
      from: options.from,
      seeds: options.seeds,
      mostBroken: MOST_BROKEN,
      onBroken: ({ seed }) => process.stderr.write(`seed ${seed} is broken\n`),
      onProgress: (count, broken) => {
        const nowMs = performance.now();
        if (nowMs - saidMs < PROGRESS_EVERY_MS) return;
        saidMs = nowMs;
        const perSecond = (count / (nowMs - startedMs)) * 1_000;
        process.stderr.write(
          `${count} of ${options.seeds} seeds, ${perSecond.toFixed(1)} a second, ${broken} broken\n`,
        );
      },
    });
    for (const [what, times] of played.coverage) coverage.set(what, (coverage.get(what) ?? 0) + times);
    const tookMs = performance.now() - startedMs;
    const missing = options.coverage ? missingCoverage(coverage) : [];
    process.stdout.write(describeRun({ options, played, coverage, tookMs, missing, keptBroken }));
    for (const { seed } of played.broken) await explain(first, seed);
    return played.broken.length + missing.length + keptBroken.length === 0 ? 0 : 1;
  } finally {
    for (const player of players) player.end();
  }
}

async function playCorpus(player: Player, coverage: Map<string, number>): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, history } of await readCorpus()) {
    const told = await player.ask({ ask: 'history', history, timeline: false }, 'history');
    for (const [what, times] of told.coverage) coverage.set(what, (coverage.get(what) ?? 0) + times);
    if (told.violations.length > 0)
      broken.push(`the kept history "${name}": ${describeViolations(told.violations)}`);
  }
  return broken;
}

/** The shortest history of that seed that shows it, as data and as a person reads it. */
async function explain(player: Player, seed: number): Promise<void> {
  const { history } = await player.ask({ ask: 'seed', seed }, 'generated');
  const shrunk = await player.ask({ ask: 'shrink', history, plays: SHRINKING_PLAYS }, 'shrunk');
  const told = await player.ask({ ask: 'history', history: shrunk.history, timeline: true }, 'history');
  process.stdout.write(
    `\nSeed ${seed}, shrunk to ${shrunk.history.decisions.length} of ${history.decisions.length} decisions:\n` +
      `${JSON.stringify(shrunk.history)}\n\n${told.timeline}${describeViolations(told.violations)}`,
  );
}
