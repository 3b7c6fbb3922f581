import { describe, expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import type { LeaderItem } from '../state/link-store.ts';
import { LeaderWatch } from './leader-watch.ts';

const limits = { leaseMs: 9_000, drift: 0.01, attemptTimeoutMs: 2_000 };

describe('what a follower makes of what it sees', () => {
  const item = (owner: string, counter: number, released = false): LeaderItem => ({
    owner,
    counter,
    released,
    clean: false,
  });

  it('is nothing new while the counter moves on', () => {
    const watch = new LeaderWatch(limits);
    for (let counter = 1; counter < 20; counter += 1) {
      expect(watch.look(item('a', counter), counter * 3_000)).toEqual({ waitMs: promotionWaitMs(limits) });
    }
  });

  it('starts again with a new owner', () => {
    const watch = new LeaderWatch(limits);
    watch.look(item('a', 7), 0);
    expect(watch.look(item('b', 7), 10_000)).toEqual({ waitMs: promotionWaitMs(limits) });
    expect(watch.look(item('b', 7), 10_000 + promotionWaitMs(limits))).toEqual({ claim: item('b', 7) });
  });
});
