import type { Clock } from '@understudy/core';
import type { RegionWatch } from './region-watch.ts';

export interface KeepWarmContext {
  readonly regions: readonly string[];
  /** 0: never. */
  readonly everyMs: number;
  readonly limitMs: number;
  /** One that does not keep the process alive. */
  readonly clock: Clock;
  readonly watch: RegionWatch;
  /** A light request on a connection that requests use, too. */
  readonly touch: (region: string, signal: AbortSignal) => Promise<void>;
  readonly closed: AbortSignal;
}

/**
 * Keeps a connection to every region open, so that the first request after a move has one, and reports to the watch.
 * Returns when `closed` is aborted.
 */
export async function keepWarm(options: KeepWarmContext): Promise<void> {
  const { regions, everyMs, clock, closed } = options;
  if (everyMs <= 0) return;
  while (!closed.aborted) {
    await Promise.all(regions.map((region) => touchOnce(region, options)));
    try {
      await clock.sleep(everyMs, closed);
    } catch {
      return;
    }
  }
}

async function touchOnce(
  region: string,
  { clock, limitMs, watch, touch, closed }: KeepWarmContext,
): Promise<void> {
  const ending = new AbortController();
  const touched = touch(region, AbortSignal.any([ending.signal, closed])).then(
    () => true,
    () => false,
  );
  const late = clock.sleep(limitMs, ending.signal).then(
    () => false,
    () => false,
  );
  const answered = await Promise.race([touched, late]);
  ending.abort();
  if (closed.aborted) return;
  if (answered) watch.reached(region);
  else watch.failed(region);
}
