import { addConfusions, type Confusion } from './confusion.ts';
import { playSeed, type PlayedSeed } from './play-seed.ts';

export interface SeedRange {
  readonly from: number;
  readonly count: number;
}

export interface PlayedRange {
  readonly confusions: readonly Confusion[];
  /** Seeds in which the orchestrators made a mistake. */
  readonly wrong: readonly PlayedSeed[];
}

export async function playRange({ from, count }: SeedRange): Promise<PlayedRange> {
  let confusions: readonly Confusion[] = [];
  const wrong: PlayedSeed[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const played = await playSeed(seed);
    confusions = addConfusions(confusions, played.confusions);
    if (played.wrong.length > 0) wrong.push(played);
  }
  return { confusions, wrong };
}
