import type { Processes, Worker } from './types.ts';
import { unreadableAnswer } from './unreadable-answer.ts';

/** `show proc` of the master's socket. */
export function parseProcesses(answer: string): Processes {
  let master: number | undefined;
  let failedReloads: number | undefined;
  const workers: Worker[] = [];
  const oldWorkers: Worker[] = [];
  let into = workers;
  for (const line of answer.split('\n')) {
    if (line.startsWith('# old workers')) into = oldWorkers;
    const [, pid, kind, reloads, failed] =
      /^(\d+)\s+(master|worker)\s+(\d+)(?:\s+\[failed: (\d+)\])?/.exec(line) ?? [];
    if (pid === undefined || reloads === undefined) continue;
    if (kind === 'master') {
      master = Number(pid);
      if (failed !== undefined) failedReloads = Number(failed);
    } else into.push({ pid: Number(pid), reloads: Number(reloads) });
  }
  if (master === undefined) throw unreadableAnswer('show proc', answer);
  return { master, workers, oldWorkers, ...(failedReloads === undefined ? {} : { failedReloads }) };
}
