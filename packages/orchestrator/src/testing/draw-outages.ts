import { seededRandomness } from '@understudy/core/testing';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { Outage } from './outage.ts';
import { samplePolicy } from './sample-view.ts';

const MOST = 8;
/** Every outage begins within this time. */
const SPAN_MS = 60_000;
const LENGTHS_MS = [300, 900, 2_000, 8_000, 40_000] as const;
const KINDS = ['region', 'throttled', 'line', 'store', 'paused', 'killed'] as const;
const REGIONS = [REGION_A, REGION_B] as const;
const OBSERVERS = samplePolicy.observers.map(({ name }) => name);

/** One to eight outages of regions, lines and processes within a minute, with everything at once among them. */
export function drawOutages(seed: number): readonly Outage[] {
  const randomness = seededRandomness(seed);
  const below = (most: number) => Math.floor(randomness.fraction() * most);
  const one = <T>(of: readonly [T, ...T[]] | readonly T[]): T => of[below(of.length)] as T;
  const draw = (): Outage => {
    const time = { atMs: below(SPAN_MS), forMs: one(LENGTHS_MS) };
    const what = one(KINDS);
    const [region, observer] = [one(REGIONS), one(OBSERVERS)];
    switch (what) {
      case 'region':
      case 'throttled':
        return { ...time, what, region };
      case 'line':
        return { ...time, what, region, observer };
      case 'store':
      case 'paused':
      case 'killed':
        return { ...time, what, observer };
    }
  };
  return Array.from({ length: 1 + below(MOST) }, draw);
}
