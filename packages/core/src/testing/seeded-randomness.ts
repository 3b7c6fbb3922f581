import type { Randomness } from '../randomness.ts';

/** The same seed draws the same numbers (mulberry32, a public-domain generator of 32 bits of state). */
export function seededRandomness(seed: number): Randomness {
  let state = seed >>> 0;
  let drawn = 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { fraction, unique: () => `seed-${seed}-${(drawn += 1)}` };
}
