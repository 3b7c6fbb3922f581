import { generateHistory, playHistory, type History } from '@understudy/simulation';
import type { HistoryAnswer, HistoryTask } from './history-task.ts';

// Errors are part of every history, and no report reads where they were made.
Error.stackTraceLimit = 0;

declare global {
  var __active: number;
  var __reached: Set<number> | undefined;
}

/** What a process does that plays histories against mutants: it is the entry of the bundle. */
process.on('message', (task: HistoryTask) => {
  answer(task)
    .then((told) => process.send?.(told))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});

async function answer(task: HistoryTask): Promise<HistoryAnswer> {
  if (task.ask === 'reach') {
    globalThis.__reached = new Set();
    for (const history of historiesOf(task)) await playHistory(history.history);
    const reached = [...globalThis.__reached];
    globalThis.__reached = undefined;
    return { reached };
  }
  globalThis.__active = task.mutant;
  for (const { name, history } of historiesOf(task)) {
    const { violations } = await playHistory(history);
    if (violations.length > 0) return { foundBy: name };
  }
  return {};
}

function* historiesOf({
  kept = [],
  seeds,
}: HistoryTask): Generator<{ readonly name: string; readonly history: History }> {
  yield* kept;
  for (let seed = seeds?.from ?? 0; seed < (seeds?.from ?? 0) + (seeds?.count ?? 0); seed += 1)
    yield { name: `seed ${seed}`, history: generateHistory(seed) };
}
