import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.ts';

describe('ManualClock', () => {
  it('wakes sleepers in the order they are due, each at its own time', async () => {
    const clock = new ManualClock();
    const woken: [string, number][] = [];
    for (const [name, ms] of [
      ['late', 30],
      ['early', 10],
      ['middle', 20],
    ] as const) {
      void clock.sleep(ms).then(() => woken.push([name, clock.monotonicMs()]));
    }
    await clock.advance(25);
    expect(woken).toEqual([
      ['early', 10],
      ['middle', 20],
    ]);
    expect(clock.monotonicMs()).toBe(25);
    expect(clock.sleeping).toBe(1);
  });

  it('moves wall time with monotonic time, and alone when it is skewed', async () => {
    const clock = new ManualClock({ wallMs: 1_000 });
    await clock.advance(5);
    clock.skewWall(-100);
    expect([clock.monotonicMs(), clock.wallMs()]).toEqual([5, 905]);
  });
});
