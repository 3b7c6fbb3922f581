import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { LinkCounters } from './link-counters.ts';

describe('what a link has done', () => {
  it('is counted by outcome', () => {
    const counters = new LinkCounters(new ManualClock());
    counters.count('applied', undefined);
    counters.count('applied', undefined);
    counters.count('lost', undefined);
    counters.coalesced(3);
    counters.skipped('replicated');
    counters.skipped('unstamped');
    counters.gap();
    expect(counters.counts).toMatchObject({
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
    const counters = new LinkCounters(clock);
    expect(counters.lagMs()).toBeUndefined();
    counters.count('applied', clock.wallMs() - 300);
    counters.count('applied', clock.wallMs() - 900);
    counters.count('applied', undefined);
    expect(counters.lagMs()).toBe(300);
    await clock.advance(200);
    expect(counters.lagMs()).toBe(500);
    counters.atTip();
    expect(counters.lagMs()).toBe(0);
  });

  it('tells the latest stamp that it settled, which a tip or a copy of no stamp does not move', () => {
    const clock = new ManualClock();
    const counters = new LinkCounters(clock);
    counters.count('applied', 700);
    counters.count('lost', 400);
    counters.count('applied', undefined);
    counters.atTip();
    expect(counters.times.newestWriteMs).toBe(700);
  });

  it('is never behind by less than nothing, even when a client’s clock is ahead', () => {
    const clock = new ManualClock();
    const counters = new LinkCounters(clock);
    counters.count('applied', clock.wallMs() + 5_000);
    expect(counters.lagMs()).toBe(0);
  });

  it('is counted per second, for the last whole one', async () => {
    const clock = new ManualClock();
    const counters = new LinkCounters(clock);
    for (let n = 0; n < 7; n += 1) counters.count('applied', undefined);
    expect(counters.perSecond()).toBe(0);
    await clock.advance(1_000);
    expect(counters.perSecond()).toBe(7);
    await clock.advance(2_000);
    expect(counters.perSecond()).toBe(0);
  });
});
