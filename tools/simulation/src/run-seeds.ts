import type { BrokenSeed } from './reply.ts';
import type { Player } from './player.ts';

export interface SeedRun {
  readonly from: number;
  readonly seeds: number;
  /** Ends the run early once so many are broken. */
  readonly mostBroken: number;
  readonly onProgress: (played: number, broken: number) => void;
  /** At once: a long run need not be waited for. */
  readonly onBroken: (broken: BrokenSeed) => void;
}

export interface SeedsPlayed {
  readonly played: number;
  readonly broken: readonly BrokenSeed[];
  readonly coverage: ReadonlyMap<string, number>;
}

/** Seeds asked of a player at once: few enough to share the work evenly, enough to make the asking cheap. */
const CHUNK = 25;

/** Plays the seeds, each player a chunk at a time. What came of a seed does not depend on who played it. */
export async function runSeeds(players: readonly Player[], run: SeedRun): Promise<SeedsPlayed> {
  const { from, seeds, mostBroken, onProgress, onBroken } = run;
  const coverage = new Map<string, number>();
  const broken: BrokenSeed[] = [];
  let next = from;
  let played = 0;
  const work = async (player: Player) => {
    while (next < from + seeds && broken.length < mostBroken) {
      const first = next;
      const count = Math.min(CHUNK, from + seeds - first);
      next += count;
      const told = await player.ask({ ask: 'seeds', from: first, count }, 'seeds');
      for (const [what, times] of told.coverage) coverage.set(what, (coverage.get(what) ?? 0) + times);
      broken.push(...told.broken);
      told.broken.forEach(onBroken);
      played += count;
      onProgress(played, broken.length);
    }
  };
  await Promise.all(players.map(work));
  return { played, broken: broken.sort((one, other) => one.seed - other.seed), coverage };
}
