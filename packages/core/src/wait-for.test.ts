import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './testing/index.ts';
import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  it('gives the value as soon as a look finds one, with the time it took', async () => {
    const clock = new ManualClock();
    let looks = 0;
    const waited = waitFor(() => ((looks += 1) === 3 ? 'there' : undefined), {
      clock,
      everyMs: 10,
      limitMs: 100,
    });
    await clock.advance(100);
    await expect(waited).resolves.toEqual({ met: true, value: 'there', afterMs: 20 });
  });

  it('gives up at the limit with a value, after a last check at the very end', async () => {
    const clock = new ManualClock();
    let looks = 0;
    const waited = waitFor(
      () => {
        looks += 1;
        return false as const;
      },
      { clock, everyMs: 40, limitMs: 100 },
    );
    await clock.advance(100);
    await expect(waited).resolves.toEqual({ met: false, afterMs: 100 });
    expect(looks).toBe(4);
  });

  it('throws what its condition throws', async () => {
    const clock = new ManualClock();
    await expect(
      waitFor(() => Promise.reject(new Error('broken')), { clock, everyMs: 1, limitMs: 1 }),
    ).rejects.toThrow('broken');
  });
});
