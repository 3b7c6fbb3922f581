import { addCounts } from './add-counts.ts';
import { addConfusions, type Confusion } from './confusion.ts';
import type { OutagesOptions } from './options.ts';
import type { PlayedSeed } from './play-seed.ts';
import type { PlayedRange, SeedRange } from './play-range.ts';

/** Seeds given to a player at once. */
const CHUNK = 20;

/** Plays the seeds, each player a range at a time. What comes of a seed does not depend on who plays it. */
export async function playRanges(
  players: readonly { play(range: SeedRange): Promise<PlayedRange> }[],
  { from, seeds }: OutagesOptions,
  onProgress: (played: number, wrong: number) => void,
): Promise<PlayedRange> {
  let confusions: readonly Confusion[] = [];
  let counts: PlayedRange['counts'] = [];
  const wrong: PlayedSeed[] = [];
  let next = from;
  let played = 0;
  const work = async (player: (typeof players)[number]) => {
    while (next < from + seeds) {
      const range = { from: next, count: Math.min(CHUNK, from + seeds - next) };
      next += range.count;
      const told = await player.play(range);
      confusions = addConfusions(confusions, told.confusions);
      counts = addCounts(counts, told.counts);
      wrong.push(...told.wrong);
      played += range.count;
      onProgress(played, wrong.length);
    }
  };
  await Promise.all(players.map(work));
  return { confusions, counts, wrong: wrong.sort((one, other) => one.seed - other.seed) };
}
