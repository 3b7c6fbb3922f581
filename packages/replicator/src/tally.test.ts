import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { LinkCounters } from './tally.ts';

describe('what a link has done', () => {
  it('is counted by outcome', () => {
    const tally = new LinkCounters(new ManualClock());
    tally.count('applied', undefined);
    tally.count('applied', undefined);
    tally.count('lost', undefined);
    tally.coalesced(3);
    tally.skipped('replicated');
    tally.skipped('unstamped');
    tally.gap();
    expect(tally.counts).toMatchObject({
      applied: 2,
      lost: 1,
      coalesced: 3,
      skipped: 2,
      unstamped: 1,
      gaps: 1,
      parked: 0,
    });
  });

  it('leaves a lag: the age of the newest write known to be settled', async () => {
    const clock = new ManualClock();
    const tally = new LinkCounters(clock);
    expect(tally.lagMs()).toBeUndefined();
    tally.count('applied', clock.wallMs() - 300);
    tally.count('applied', clock.wallMs() - 900);
    tally.count('applied', undefined);
    expect(tally.lagMs()).toBe(300);
    await clock.advance(200);
    expect(tally.lagMs()).toBe(500);
    tally.atTip();
    expect(tally.lagMs()).toBe(0);
  });

  it('is never behind by less than nothing, even when a client’s clock is ahead', () => {
    const clock = new ManualClock();
    const tally = new LinkCounters(clock);
    tally.count('applied', clock.wallMs() + 5_000);
    expect(tally.lagMs()).toBe(0);
  });

  it('is told per second, for the last whole one', async () => {
    const clock = new ManualClock();
    const tally = new LinkCounters(clock);
    for (let n = 0; n < 7; n += 1) tally.count('applied', undefined);
    expect(tally.perSecond()).toBe(0);
    await clock.advance(1_000);
    expect(tally.perSecond()).toBe(7);
    await clock.advance(2_000);
    expect(tally.perSecond()).toBe(0);
  });
});
