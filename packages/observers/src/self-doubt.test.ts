import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { ManualClock, ProcessClock } from '@understudy/core/testing';
import { SelfDoubt } from './self-doubt.ts';

const REACHED = { regions: [], controlAnswers: true };

let doubt: SelfDoubt;
afterEach(() => doubt.stop());

function measuring() {
  const shared = new ManualClock();
  const clock = new ProcessClock(shared);
  doubt = new SelfDoubt({ clock }).start().start();
  return { shared, clock, kinds: () => doubt.doubts(REACHED).map(({ kind }) => kind) };
}

describe('SelfDoubt', () => {
  it('has none of a process that runs', async () => {
    const { shared, kinds } = measuring();
    await shared.advance(120_000);
    expect(kinds()).toEqual([]);
  });

  it('says at once that the process was held up, and for five seconds', async () => {
    const { shared, clock, kinds } = measuring();
    await shared.advance(1_000);
    clock.pause();
    await shared.advance(501);
    // Asked before its timer has fired.
    expect(kinds()).toEqual(['late']);
    clock.resume();
    await shared.advance(4_900);
    expect(kinds()).toEqual(['late']);
    await shared.advance(200);
    expect(kinds()).toEqual([]);
  });

  it('says at once that the machine was suspended, and for five seconds', async () => {
    const { shared, clock, kinds } = measuring();
    await shared.advance(1_000);
    clock.suspend();
    await shared.advance(30_000);
    clock.resume();
    expect(kinds()).toEqual(['clocks']);
    await shared.advance(4_900);
    expect(kinds()).toEqual(['clocks']);
    await shared.advance(200);
    expect(kinds()).toEqual([]);
  });

  it.each([-3_600_000, 600])('says that the wall clock was set by %p ms', async (byMs) => {
    const { shared, clock, kinds } = measuring();
    await shared.advance(1_000);
    clock.skewWall(byMs);
    await shared.advance(100);
    expect(kinds()).toEqual(['clocks']);
  });
});

describe('SelfDoubt, at its ends', () => {
  it('says that it is alone', () => {
    measuring();
    const result = { condition: 'unreachable', tookMs: 1 } as const;
    const regions = [
      { region: 'us-east-1', condition: 'unreachable', write: result, read: result, missed: 1 },
    ] as const;
    expect(doubt.doubts({ regions, controlAnswers: false })).toMatchObject([{ kind: 'alone' }]);
  });

  it('measures nothing before its start and after its end', async () => {
    const { shared, kinds } = measuring();
    await doubt.stop();
    expect(shared.sleeping).toBe(0);
    await shared.advance(10_000);
    expect(kinds()).toEqual([]);
    const clock = new ManualClock();
    const waiting = new SelfDoubt({ clock });
    await clock.advance(10_000);
    expect(waiting.doubts(REACHED)).toEqual([]);
    expect(waiting.start().doubts(REACHED)).toEqual([]);
    await waiting.stop();
  });

  it('sees an event loop that is blocked', async () => {
    const clock = systemClock();
    doubt = new SelfDoubt({ clock, lateMs: 150 }).start();
    await clock.sleep(20);
    expect(doubt.doubts(REACHED)).toEqual([]);
    const untilMs = clock.monotonicMs() + 350;
    while (clock.monotonicMs() < untilMs);
    expect(doubt.doubts(REACHED)).toMatchObject([{ kind: 'late' }]);
  });
});
