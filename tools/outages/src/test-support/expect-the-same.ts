import { expect } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { comeToRest } from '../come-to-rest.ts';
import { WRITE_EVERY_MS } from '../noisy-day/application.ts';
import { APPLICATIONS, type Noise } from '../noisy-day/noise.ts';
import { playNoise, type PlayedNoise } from '../noisy-day/play-noise.ts';
import { skipIdleTime } from '../noisy-day/skip-idle-time.ts';

/** Plays a day whole, and without its idle time: what comes of both is the same, event by event. */
export async function expectTheSame(noise: readonly Noise[], dayMs: number): Promise<void> {
  const short = skipIdleTime(noise, dayMs);
  const skipped = await playNoise(short.noise, short.dayMs, new ManualClock({ comeToRest }));
  const whole = await playNoise(noise, dayMs, new ManualClock({ comeToRest }));
  const before = (ms: number) =>
    short.skips.filter(({ atMs }) => atMs < ms).reduce((sum, skip) => sum + skip.ms, 0);
  expect(lines(skipped, (ms) => ms + before(ms))).toEqual(lines(whole, (ms) => ms));
  expect(whole.events.length).toBeGreaterThan(0);
  expect(before(Infinity)).toBeGreaterThan(0);
  const written = (before(Infinity) / WRITE_EVERY_MS) * APPLICATIONS.length;
  expect(skipped.acknowledged + written).toBe(whole.acknowledged);
  expect([skipped.longestMs, skipped.moves, skipped.failed]).toEqual([whole.longestMs, [], []]);
  expect([whole.moves, whole.failed]).toEqual([[], []]);
}

/** What the processes told, with its time in the whole day; what comes at one time, in any order. */
function lines({ events }: PlayedNoise, moved: (ms: number) => number): readonly string[] {
  return events
    .map(({ atMs, name, facts }) => `${moved(atMs).toFixed(3)} ${name} ${JSON.stringify(facts)}`)
    .sort();
}
