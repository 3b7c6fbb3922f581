import type { SeedRange } from './seed-range.ts';

export interface PlayRangesOptions<Played> {
  readonly from: number;
  readonly seeds: number;
  /** Seeds given to a player at once. */
  readonly chunk: number;
  /** What no seed came to, and the sum of what two ranges came to. */
  readonly none: Played;
  readonly add: (one: Played, other: Played) => Played;
  readonly onProgress: (played: number, sum: Played) => void;
}

/** Plays the seeds, each player a range at a time. What comes of a seed does not depend on who plays it. */
export async function playRanges<Played>(
  players: readonly ((range: SeedRange) => Promise<Played>)[],
  { from, seeds, chunk, none, add, onProgress }: PlayRangesOptions<Played>,
): Promise<Played> {
  let sum = none;
  let next = from;
  let played = 0;
  const work = async (play: (typeof players)[number]) => {
    while (next < from + seeds) {
      const range = { from: next, count: Math.min(chunk, from + seeds - next) };
      next += range.count;
      const came = await play(range);
      sum = add(sum, came);
      played += range.count;
      onProgress(played, sum);
    }
  };
  await Promise.all(players.map(work));
  return sum;
}
