import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { ExpiryWatch } from './expiry-watch.ts';

describe('the expiry of an entry of merging', () => {
  it('comes no sooner where wall time is set forward, and later where it is set back (fault D10)', async () => {
    const clock = new ManualClock({ wallMs: 0 });
    const watch = new ExpiryWatch(clock);
    const entry = { region: 'us-east-1', untilMs: 1_000 };
    expect(watch.leftMs(entry)).toBe(1_000);
    await clock.advance(400);
    clock.skewWall(3_600_000);
    expect(watch.leftMs(entry)).toBe(600);
    clock.skewWall(-3_600_500);
    expect(watch.leftMs(entry)).toBe(1_100);
    await clock.advance(1_100);
    expect(watch.leftMs(entry)).toBe(0);
  });

  it('comes later by a suspension that lies in the wait, and not by one before it (fault D10)', async () => {
    const clock = new ManualClock({ wallMs: 0 });
    const watch = new ExpiryWatch(clock);
    clock.suspend(60_000);
    const entry = { region: 'us-east-1', untilMs: 61_000 };
    expect(watch.leftMs(entry)).toBe(1_000);
    clock.suspend(10_000);
    expect(watch.leftMs(entry)).toBe(1_000);
    await clock.advance(1_000);
    expect(watch.leftMs(entry)).toBe(0);
  });
});
