import { systemClock, waitFor } from '@understudy/core';

/** Waits until `condition` holds; how long that may take is only a bound on hanging. */
export async function awaitTrue(
  condition: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const waited = await waitFor(async () => condition(), { clock: systemClock(), everyMs: 10, limitMs });
  if (!waited.met) throw new Error(`still not so after ${limitMs} ms: ${condition.toString()}`);
}

/** Whether a process of that number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
