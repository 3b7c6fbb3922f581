import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadlineAfter, hasPassed, msLeft, NO_DEADLINE } from './deadline.ts';
import { ManualClock } from './testing/manual-clock.ts';

describe('a deadline', () => {
  it('passes when its time has passed, and never where none was set', async () => {
    const clock = new ManualClock();
    const deadline = deadlineAfter(100, clock);
    await clock.advance(99);
    expect([hasPassed(deadline, clock), msLeft(deadline, clock)]).toEqual([false, 1]);
    await clock.advance(1);
    expect([hasPassed(deadline, clock), msLeft(deadline, clock)]).toEqual([true, 0]);
    expect(hasPassed(NO_DEADLINE, clock)).toBe(false);
  });

  it('passes while the machine is suspended, and is lengthened by no setting of the clock (fault D10)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000),
        fc.array(
          fc.record({
            how: fc.constantFrom('advance', 'suspend', 'skewWall'),
            ms: fc.integer({ min: 0, max: 500 }),
            forward: fc.boolean(),
          }),
          { maxLength: 8 },
        ),
        async (lengthMs, acts) => {
          const clock = new ManualClock();
          const deadline = deadlineAfter(lengthMs, clock);
          let [ranMs, setMs, suspendedMs] = [0, 0, 0];
          for (const { how, ms, forward } of acts) {
            if (how === 'advance') ranMs += ms;
            if (how === 'suspend') suspendedMs += ms;
            const skewMs = forward ? ms : -ms;
            if (how === 'skewWall') setMs += skewMs;
            await clock[how](how === 'skewWall' ? skewMs : ms);
            const elapsedMs = Math.max(ranMs, ranMs + suspendedMs + setMs);
            expect(hasPassed(deadline, clock)).toBe(elapsedMs >= lengthMs);
            expect(msLeft(deadline, clock)).toBe(lengthMs - elapsedMs);
          }
        },
      ),
    );
  });
});
