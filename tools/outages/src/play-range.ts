import { addConfusions, type Confusion } from './confusion.ts';
import { addCounts } from './add-counts.ts';
import { playSeed, type PlayedSeed } from './play-seed.ts';
import type { SeedRange } from './seed-range.ts';

export interface PlayedRange {
  readonly confusions: readonly Confusion[];
  readonly counts: PlayedSeed['counts'];
  /** Seeds in which the orchestrators made a mistake. */
  readonly wrong: readonly PlayedSeed[];
}

export const NO_SEEDS: PlayedRange = { confusions: [], counts: [], wrong: [] };

export async function playRange({ from, count }: SeedRange): Promise<PlayedRange> {
  let sum = NO_SEEDS;
  for (let seed = from; seed < from + count; seed += 1) {
    const played = await playSeed(seed);
    const { confusions, counts, wrong } = played;
    sum = addRanges(sum, { confusions, counts, wrong: wrong.length > 0 ? [played] : [] });
  }
  return sum;
}

/** The sums; what went wrong, in the order of the seeds. */
export function addRanges(one: PlayedRange, other: PlayedRange): PlayedRange {
  return {
    confusions: addConfusions(one.confusions, other.confusions),
    counts: addCounts(one.counts, other.counts),
    wrong: [...one.wrong, ...other.wrong].sort((first, second) => first.seed - second.seed),
  };
}
