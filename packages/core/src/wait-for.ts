import type { Clock } from './clock.ts';

export interface WaitOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

export type Waited<T> =
  | { readonly met: true; readonly value: T; readonly afterMs: number }
  | { readonly met: false; readonly afterMs: number };

/**
 * Looks at `condition` until it gives something else than `undefined` or `false`, or the limit has passed;
 * running out of time is a value, since every caller has its own words for it.
 * @throws what `condition` throws, and the signal's reason.
 */
export async function waitFor<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  { clock, everyMs, limitMs, signal }: WaitOptions,
): Promise<Waited<T>> {
  const startedMs = clock.monotonicMs();
  for (;;) {
    signal?.throwIfAborted();
    const value = await condition();
    const afterMs = clock.monotonicMs() - startedMs;
    if (value !== undefined && value !== false) return { met: true, value, afterMs };
    if (afterMs >= limitMs) return { met: false, afterMs };
    await clock.sleep(Math.min(everyMs, limitMs - afterMs), signal);
  }
}
