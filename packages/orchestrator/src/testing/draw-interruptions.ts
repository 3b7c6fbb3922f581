import { seededRandomness } from '@understudy/core/testing';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { Outage } from './outage.ts';
import { samplePolicy } from './sample-view.ts';

const MOST = 4;
/** Every interruption begins within this time. */
const SPAN_MS = 80_000;
const LENGTHS_MS = [300, 900, 2_000, 8_000, 30_000] as const;
const KINDS = ['struck', 'struck', 'switchover', 'switchover', 'witness', 'deaf', 'slow'] as const;
/** An hour without the control store, to scale: many times as long as every lease, pause and limit. */
const HOUR_MS = 60_000;
/** More than a whole move makes. */
const MOST_CALLS = 25;
/** Other numbers than those of the same seed's outages. */
const STREAM = 0x5eed;
const OBSERVERS = samplePolicy.observers.map(({ name }) => name);

/** None to four things that interrupt moves, and persons who ask for one: half of the strikes find such a move soon. */
export function drawInterruptions(seed: number): readonly Outage[] {
  const randomness = seededRandomness(seed ^ (STREAM << 8));
  const below = (most: number) => Math.floor(randomness.fraction() * most);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const draw = (): readonly Outage[] => {
    const drawn = drawOne();
    if (drawn.what !== 'struck' || below(2) === 0) return [drawn];
    const atMs = drawn.atMs + 250 + below(2_000);
    const uninterrupted = { by: 'death', effect: 'lost', call: 0, forMs: 0 } as const;
    return [drawn, { what: 'switchover', through: 'intent', atMs, ...uninterrupted }];
  };
  const drawOne = (): Outage => {
    const time = { atMs: below(SPAN_MS), forMs: one(LENGTHS_MS) };
    const what = one(KINDS);
    const ends = { by: one(['death', 'pause'] as const), effect: one(['applied', 'lost'] as const) };
    switch (what) {
      case 'struck':
        return { ...time, ...ends, what, call: 1 + below(MOST_CALLS) };
      case 'switchover':
        return { ...time, ...ends, what, through: one(['intent', 'mover']), call: 1 + below(MOST_CALLS) };
      case 'witness':
        return { ...time, what, ...(below(4) === 0 && { forMs: HOUR_MS }) };
      case 'deaf':
        return { ...time, what, observer: one(OBSERVERS) };
      case 'slow':
        return { ...time, what, region: one([REGION_A, REGION_B]) };
    }
  };
  return Array.from({ length: below(MOST + 1) }, draw).flat();
}
