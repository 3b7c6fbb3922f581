import { readdirSync, readFileSync } from 'node:fs';

/** Far more looks than a busy machine needs; without an end where a thread can't be stopped. */
const MOST_LOOKS = 20_000;

/**
 * Looks until every thread of a process is stopped: SIGSTOP returns before the threads that run at that moment have
 * stopped, and one of them may still answer a request. Blocks, for less than a millisecond on most machines; returns at
 * once where the system has no /proc.
 */
export function awaitStopped(pid: number): void {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (threadStates(pid).every((state) => state === 'T' || state === 't')) return;
  }
}

/** The state of each thread (proc(5), "stat"); it follows the name, which is in parentheses and may hold any text. */
function threadStates(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      return text.charAt(text.lastIndexOf(')') + 2);
    });
  } catch {
    return [];
  }
}
