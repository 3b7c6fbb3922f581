import { describe, expect, it } from '@jest/globals';
import { limitTime } from './limit-time.ts';
import { ManualClock } from './testing/manual-clock.ts';

describe('limitTime', () => {
  it('returns the value of an action that ends in time, and leaves no sleeper behind', async () => {
    const clock = new ManualClock();
    const limited = limitTime(
      async () => {
        await clock.sleep(5);
        return 'done';
      },
      { clock, limitMs: 10 },
    );
    await clock.advance(5);
    expect(await limited).toEqual({ met: true, value: 'done', afterMs: 5 });
    expect(clock.sleeping).toBe(0);
  });

  it('gives up on one that is not, tells it so, and drops what it does later', async () => {
    const clock = new ManualClock();
    let told: AbortSignal | undefined;
    const limited = limitTime(
      async (signal) => {
        told = signal;
        await clock.sleep(20);
        throw new Error('late');
      },
      { clock, limitMs: 10 },
    );
    await clock.advance(10);
    expect(await limited).toEqual({ met: false, afterMs: 10 });
    expect(told?.aborted).toBe(true);
    await clock.advance(10);
  });

  it('throws what the action throws, and the reason of the signal at once', async () => {
    const clock = new ManualClock();
    await expect(
      limitTime(() => Promise.reject(new Error('broken')), { clock, limitMs: 10 }),
    ).rejects.toThrow('broken');
    const caller = new AbortController();
    const limited = limitTime(() => new Promise(() => {}), { clock, limitMs: 10, signal: caller.signal });
    caller.abort(new Error('enough'));
    await expect(limited).rejects.toThrow('enough');
    expect(clock.sleeping).toBe(0);
  });
});
