import { seededRandomness } from '@understudy/core/testing';
import {
  APPLICATIONS,
  AWAY_MS,
  EVERYONE,
  ORCHESTRATORS,
  PAUSE_MS,
  REGIONS,
  SPIKE_MS,
  WITNESS,
  type Noise,
} from './noise.ts';

export interface DrawNoiseOptions {
  /** A day's length in ms. */
  readonly dayMs: number;
  /** How often the noise comes in a burst. */
  readonly bursts: number;
  /** How long the control store is away once a day, in ms: an hour unless given. */
  readonly awayMs?: number;
}

/** A burst's noise begins within this time, in ms. */
const BURST_MS = 20_000;
const MOST_OF_BURST = 16;
/** Between two spikes of one line, or two pauses of one process, in ms: closer ones would be an outage of several seconds. */
const APART_MS = 4_000;

const PROCESSES = [...ORCHESTRATORS, ...APPLICATIONS];
const PLACES = [...REGIONS, WITNESS];

/** A day's noise, in the order of its times: bursts of spikes and pauses at any time, and the control store away for an hour. */
export function drawNoise(
  seed: number,
  { dayMs, bursts, awayMs = AWAY_MS }: DrawNoiseOptions,
): readonly Noise[] {
  const randomness = seededRandomness(seed);
  const below = (most: number) => Math.floor(randomness.fraction() * most);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const noises: Noise[] = [
    { what: 'away', as: one(['refusing', 'silent']), atMs: below(dayMs - awayMs), forMs: awayMs },
  ];
  const draw = (atMs: number): Noise => {
    if (below(3) === 0) return { what: 'pause', process: one(PROCESSES), atMs, forMs: PAUSE_MS };
    const from = below(4) === 0 ? EVERYONE : one(PROCESSES);
    return { what: 'spike', from, to: one(PLACES), atMs, forMs: SPIKE_MS };
  };
  for (let burst = 0; burst < bursts; burst += 1) {
    const atMs = below(dayMs - BURST_MS);
    for (let left = 1 + below(MOST_OF_BURST); left > 0; left -= 1) {
      const noise = draw(atMs + below(BURST_MS));
      if (!noises.some((other) => isTooClose(noise, other))) noises.push(noise);
    }
  }
  return noises.sort((first, second) => first.atMs - second.atMs);
}

function isTooClose(one: Noise, other: Noise): boolean {
  if (Math.abs(one.atMs - other.atMs) >= APART_MS) return false;
  if (one.what === 'pause') return other.what === 'pause' && one.process === other.process;
  if (one.what !== 'spike' || other.what !== 'spike' || one.to !== other.to) return false;
  return one.from === other.from || one.from === EVERYONE || other.from === EVERYONE;
}
