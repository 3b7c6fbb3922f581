import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { LeaderRecord } from '@understudy/findings';
import { Leadership } from './leadership.ts';

let clock: ManualClock;
let stored: LeaderRecord | undefined;
let lost: boolean;
let writes: number;
beforeEach(() => {
  [clock, stored, lost, writes] = [new ManualClock(), undefined, false, 0];
});

function candidate(observer: string): Leadership {
  return new Leadership({
    observer,
    instance: `${observer}-x`,
    clock,
    randomness: seededRandomness(observer.length * 7 + observer.charCodeAt(observer.length - 1)),
    ttlMs: 3_000,
    control: {
      writeLeader: async (next, expected) => {
        writes += 1;
        if (stored?.token !== expected) return false;
        stored = next;
        if (lost) throw new Error('The answer was lost.');
        return true;
      },
      releaseLeader: async (token) => {
        if (stored?.token === token) stored = undefined;
      },
    },
  });
}

describe('leadership', () => {
  it('goes to the first who asks, and is renewed three times within its time', async () => {
    const [one, two] = [candidate('orch-1'), candidate('orch-2')];
    expect(await one.tick(stored)).toBe(true);
    expect(await two.tick(stored)).toBe(false);
    const first = stored?.token;
    await clock.advance(999);
    expect(await one.tick(stored)).toBe(true);
    expect(stored?.token).toBe(first);
    await clock.advance(1);
    expect(await one.tick(stored)).toBe(true);
    expect(stored?.token).not.toBe(first);
    expect(writes).toBe(2);
  });

  it('is free when the others have seen no renewal for its whole time, by their own clock', async () => {
    const [one, two] = [candidate('orch-1'), candidate('orch-2')];
    await one.tick(stored);
    await clock.advance(10_000);
    expect(one.leads).toBe(false);
    expect(await two.tick(stored)).toBe(false);
    await clock.advance(2_999);
    expect(await two.tick(stored)).toBe(false);
    await clock.advance(1);
    expect(await two.tick(stored)).toBe(true);
    expect(await one.tick(stored)).toBe(false);
  });

  it('is held by one of two who take it at the same moment', async () => {
    const [one, two] = [candidate('orch-1'), candidate('orch-2')];
    const seen = stored;
    expect([await one.tick(seen), await two.tick(seen)]).toEqual([true, false]);
  });

  it('is found again by one whose renewal was stored and whose answer was lost', async () => {
    const one = candidate('orch-1');
    await one.tick(stored);
    const since = stored?.sinceMs;
    await clock.advance(1_500);
    lost = true;
    await expect(one.tick(stored)).rejects.toThrow('lost');
    lost = false;
    expect(await one.tick(stored)).toBe(true);
    expect(stored?.sinceMs).toBe(since);
  });

  it('is given up at once by one who stops', async () => {
    const [one, two] = [candidate('orch-1'), candidate('orch-2')];
    await one.tick(stored);
    await one.release();
    expect(one.leads).toBe(false);
    expect(await two.tick(stored)).toBe(true);
    await one.release();
    expect(two.leads).toBe(true);
  });
});
