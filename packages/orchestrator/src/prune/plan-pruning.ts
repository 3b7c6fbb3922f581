import type { SharedState } from '@understudy/control-store';
import type { Intent } from '@understudy/findings';

export interface PruningFacts {
  /** Every intent that is stored. */
  readonly intents: readonly Intent[];
  readonly state: Pick<SharedState, 'directives' | 'lastMove'>;
  /** Wall time in ms. */
  readonly nowMs: number;
}

/** What is removed now. */
export interface Pruning {
  readonly intents: readonly Intent[];
  /** Moves of which the acknowledgement is removed, by id. */
  readonly acknowledgements: readonly string[];
}

/** How long an intent stays after its end, and an acknowledgement after it was made, in ms: 30 days. */
export const KEPT_MS = 2_592_000_000;
/** The last moves stay, however old they are. */
export const KEPT_MOVES = 20;
/** Removals of one pass at most, so that no pass takes long. */
export const MOST_REMOVALS = 25;

const GOES_ON: ReadonlySet<Intent['state']> = new Set(['proposed', 'open', 'taken']);

/**
 * What has outlived its use among what every tick reads: intents that ended, and acknowledgements of earlier moves. The oldest first. Never
 * one that goes on, that ended within 30 days, or that belongs to the last 20 that asked for a move. Pure.
 */
export function planPruning({ intents, state: { directives, lastMove }, nowMs }: PruningFacts): Pruning {
  const isOld = (atMs: number) => nowMs - atMs > KEPT_MS;
  const kept = new Set(
    intents
      .filter(({ action }) => action.kind !== 'abort')
      .sort((one, other) => other.atMs - one.atMs)
      .slice(0, KEPT_MOVES)
      .map(({ id }) => id),
  );
  const removed = intents
    .filter((intent) => !GOES_ON.has(intent.state) && !kept.has(intent.id) && isOld(endOf(intent)))
    .sort((one, other) => endOf(one) - endOf(other))
    .slice(0, MOST_REMOVALS);
  return {
    intents: removed,
    acknowledgements: directives.acknowledgements
      .filter(({ moveId, atMs }) => moveId !== lastMove?.moveId && isOld(atMs))
      .sort((one, other) => one.atMs - other.atMs)
      .slice(0, MOST_REMOVALS - removed.length)
      .map(({ moveId }) => moveId),
  };
}

/** The latest time at which an intent can have ended: clocks of several machines wrote it. */
function endOf({ atMs, untilMs, answer, outcome }: Intent): number {
  return Math.max(atMs, untilMs, answer?.atMs ?? 0, outcome?.atMs ?? 0);
}
