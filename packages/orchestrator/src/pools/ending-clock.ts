import type { Clock } from '@understudy/core';

/** A clock whose pauses end with the signal's reason: what waits in a loop ends so, too. */
export function endingClock(clock: Clock, signal: AbortSignal): Clock {
  return {
    monotonicMs: () => clock.monotonicMs(),
    wallMs: () => clock.wallMs(),
    sleep: (ms, own) => clock.sleep(ms, own === undefined ? signal : AbortSignal.any([signal, own])),
  };
}
