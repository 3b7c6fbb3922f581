import type { Noise } from './noise.ts';

/** After this long in ms without any noise the world does the same again and again. */
const SETTLED_MS = 12_000;
/**
 * It does so in this time, in ms: every loop of an orchestrator, a client and an application comes round in it (looks 400, ticks 250 and 750,
 * reports 1,000, leases 800, the leader's record 1,500).
 */
const ROUND_MS = 12_000;
/** Without the control store rounds are longer: a tick that waits for it in vain comes every 1,750. */
const ROUND_AWAY_MS = 84_000;

export interface SkippedIdleTime {
  /** The same noise, with less idle time between. */
  readonly noise: readonly Noise[];
  /** How long the day is then, in ms. */
  readonly dayMs: number;
  /** What was taken out: that much from `atMs` of the shorter day on. */
  readonly skips: readonly { readonly atMs: number; readonly ms: number }[];
}

/**
 * Takes whole rounds of idle time out of a day. The time at which noise begins is the only thing that tells one round from
 * the next, so that what comes of the noise is the same. Pure.
 */
export function skipIdleTime(noise: readonly Noise[], dayMs: number): SkippedIdleTime {
  const edges = [...new Set([...noise.flatMap(({ atMs, forMs }) => edgesOf(atMs, forMs)), dayMs])].sort(
    (one, other) => one - other,
  );
  const skips: { atMs: number; ms: number }[] = [];
  let skippedMs = 0;
  let idleSinceMs = 0;
  for (const edgeMs of edges) {
    const roundMs = isAway(noise, idleSinceMs) ? ROUND_AWAY_MS : ROUND_MS;
    const ms = roundMs * Math.floor(Math.max(0, edgeMs - idleSinceMs - SETTLED_MS) / roundMs);
    if (ms > 0) {
      skips.push({ atMs: idleSinceMs - skippedMs + SETTLED_MS, ms });
      skippedMs += ms;
    }
    idleSinceMs = edgeMs;
  }
  const movedMs = (ms: number) =>
    ms - skips.reduce((sum, skip, at) => sum + (isBefore(skips, at, ms) ? skip.ms : 0), 0);
  return {
    noise: noise.map((each) => {
      const atMs = movedMs(each.atMs);
      return { ...each, atMs, forMs: movedMs(each.atMs + each.forMs) - atMs };
    }),
    dayMs: movedMs(dayMs),
    skips,
  };
}

function isAway(noise: readonly Noise[], nowMs: number): boolean {
  return noise.some(({ what, atMs, forMs }) => what === 'away' && atMs <= nowMs && nowMs < atMs + forMs);
}

/** While the control store is away the world comes round, too; a spike or a pause is one edge to its end. */
function edgesOf(atMs: number, forMs: number): readonly number[] {
  return [atMs, atMs + forMs];
}

/** Whether the `at`-th skip lies before `ms` of the longer day. */
function isBefore(skips: SkippedIdleTime['skips'], at: number, ms: number): boolean {
  const earlierMs = skips.slice(0, at).reduce((sum, skip) => sum + skip.ms, 0);
  return (skips[at]?.atMs ?? Infinity) + earlierMs < ms;
}
