import { describe, expect, it } from '@jest/globals';
import { systemClock } from './clock.ts';

describe('systemClock', () => {
  it('rejects a sleep with the reason of a signal that is aborted already', async () => {
    const reason = new Error('no need');
    await expect(systemClock().sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('ends a sleep when its signal is aborted, and leaves no timer behind', async () => {
    const abort = new AbortController();
    const sleep = systemClock().sleep(60_000, abort.signal);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(sleep).rejects.toBe(reason);
  });

  it('lets monotonic time pass while it sleeps', async () => {
    const clock = systemClock({ keepAlive: true });
    const before = clock.monotonicMs();
    await clock.sleep(5);
    expect(clock.monotonicMs()).toBeGreaterThan(before);
  });
});
