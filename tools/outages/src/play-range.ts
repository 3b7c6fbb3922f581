import { addCounts } from './add-counts.ts';
import { addConfusions, type Confusion } from './confusion.ts';
import { playSeed, type PlayedSeed } from './play-seed.ts';

export interface SeedRange {
  readonly from: number;
  readonly count: number;
}

export interface PlayedRange {
  readonly confusions: readonly Confusion[];
  readonly counts: PlayedSeed['counts'];
  /** Seeds in which the orchestrators made a mistake. */
  readonly wrong: readonly PlayedSeed[];
}

export async function playRange({ from, count }: SeedRange): Promise<PlayedRange> {
  let confusions: readonly Confusion[] = [];
  let counts: PlayedSeed['counts'] = [];
  const wrong: PlayedSeed[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const played = await playSeed(seed);
    confusions = addConfusions(confusions, played.confusions);
    counts = addCounts(counts, played.counts);
    if (played.wrong.length > 0) wrong.push(played);
  }
  return { confusions, counts, wrong };
}
