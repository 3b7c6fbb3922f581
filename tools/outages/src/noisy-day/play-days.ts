import { ManualClock } from '@understudy/core/testing';
import { comeToRest } from '../come-to-rest.ts';
import type { SeedRange } from '../seed-range.ts';
import { drawNoise } from './draw-noise.ts';
import { playNoise } from './play-noise.ts';
import { skipIdleTime } from './skip-idle-time.ts';

/** What noisy days came to. */
export interface PlayedDays {
  readonly days: number;
  /** Spikes, pauses, and hours without the control store. */
  readonly noises: number;
  /** Virtual time in ms that was played, without the idle time that was skipped. */
  readonly playedMs: number;
  readonly acknowledged: number;
  readonly longestMs: number;
  /** Moves that began and writes that failed, each with its day's seed; none is expected. */
  readonly wrong: readonly string[];
}

export const NO_DAYS: PlayedDays = {
  days: 0,
  noises: 0,
  playedMs: 0,
  acknowledged: 0,
  longestMs: 0,
  wrong: [],
};

/** A day in ms. */
export const DAY_MS = 86_400_000;
/** One an hour, on average. */
const BURSTS = 24;

export async function playDays({ from, count }: SeedRange): Promise<PlayedDays> {
  let sum = NO_DAYS;
  for (let seed = from; seed < from + count; seed += 1) sum = addDays(sum, await playDay(seed));
  return sum;
}

export function addDays(one: PlayedDays, other: PlayedDays): PlayedDays {
  return {
    days: one.days + other.days,
    noises: one.noises + other.noises,
    playedMs: one.playedMs + other.playedMs,
    acknowledged: one.acknowledged + other.acknowledged,
    longestMs: Math.max(one.longestMs, other.longestMs),
    wrong: [...one.wrong, ...other.wrong],
  };
}

async function playDay(seed: number): Promise<PlayedDays> {
  const { noise, dayMs } = skipIdleTime(drawNoise(seed, { dayMs: DAY_MS, bursts: BURSTS }), DAY_MS);
  const played = await playNoise(noise, dayMs, new ManualClock({ comeToRest }));
  return {
    days: 1,
    noises: noise.length,
    playedMs: dayMs,
    acknowledged: played.acknowledged,
    longestMs: played.longestMs,
    wrong: [
      ...played.moves.map((what) => `day ${seed}: a move: ${what}`),
      ...played.failed.map((what) => `day ${seed}: a write failed: ${what}`),
    ],
  };
}
