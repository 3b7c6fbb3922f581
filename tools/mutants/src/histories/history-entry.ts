import { generateHistory, playHistory, type History } from '@understudy/simulation';
import type { Told } from '../asked-process.ts';
import type { HistoryAnswer, HistoryReach, HistoryTask } from './history-task.ts';

// Errors are part of every history, and no report reads where they were made.
Error.stackTraceLimit = 0;

declare global {
  var __active: number;
  var __reached: Set<number> | undefined;
}

/** What a process does that plays histories against mutants: it is the entry of the bundle. */
process.on('message', (task: HistoryTask) => {
  answer(task)
    .then((told) => tell({ answer: told }))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});

function tell(told: Told<HistoryAnswer>): void {
  process.send?.(told);
}

async function answer(task: HistoryTask): Promise<HistoryAnswer> {
  if (task.ask === 'reach') {
    const kept: HistoryReach[] = [];
    for (const { name, history } of task.kept) kept.push(await look(name, history));
    const seeds: HistoryReach[] = [];
    for (let seed = task.seeds.from; seed < task.seeds.from + task.seeds.count; seed += 1)
      seeds.push(await look(String(seed), generateHistory(seed)));
    return { kept, seeds };
  }
  globalThis.__active = task.mutant;
  for (const { name, history } of task.kept) if (await breaks(name, history)) return { foundBy: name };
  for (const seed of task.seeds)
    if (await breaks(`seed ${seed}`, generateHistory(seed))) return { foundBy: `seed ${seed}` };
  return {};
}

async function look(name: string, history: History): Promise<HistoryReach> {
  tell({ begins: name });
  const reached = (globalThis.__reached = new Set<number>());
  const started = process.cpuUsage();
  await playHistory(history);
  globalThis.__reached = undefined;
  return { name, ms: process.cpuUsage(started).user / 1_000, reached: [...reached] };
}

async function breaks(name: string, history: History): Promise<boolean> {
  tell({ begins: name });
  const { violations } = await playHistory(history);
  return violations.length > 0;
}
