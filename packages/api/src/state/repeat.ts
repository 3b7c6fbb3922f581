import type { Clock } from '@understudy/core';

export interface RepeatOptions {
  readonly clock: Clock;
  /** From one beginning to the next, in ms. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Gets what `act` threw: it is called again all the same, since who asks the API must not pay for one fault with all of it. */
  readonly onFault: (error: unknown) => void;
}

/** Calls `act` again and again, at a fixed cadence where it is fast enough, until the signal is aborted. Never throws. */
export async function repeat(
  act: () => Promise<void> | void,
  { clock, everyMs, signal, onFault }: RepeatOptions,
): Promise<void> {
  while (!signal.aborted) {
    const startedMs = clock.monotonicMs();
    try {
      await act();
    } catch (error) {
      onFault(error);
    }
    const restMs = Math.max(everyMs / 10, startedMs + everyMs - clock.monotonicMs());
    await clock.sleep(restMs, signal).catch(() => undefined);
  }
}
