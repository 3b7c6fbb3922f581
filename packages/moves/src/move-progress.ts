import type { LinkLag, LinkName, LinkParked } from '@understudy/links';
import type { MovingRoute } from '@understudy/route';
import { linksFrom } from './links-from.ts';
import type { AbortReason } from './types.ts';

/**
 * What a mover knows by itself of the move that it drives. It dies with its process: a mover that takes over starts with
 * nothing, and so writes the fences again, waits the whole time again and asks the links again.
 */
export interface MoveProgress {
  readonly moveId: string;
  /** Monotonic ms at which this mover first saw the move. */
  readonly sinceMs: number;
  /** Monotonic ms from which the wait counts: `sinceMs`, or the moment after the old region's fence was written. */
  readonly waitFromMs: number;
  /** Whether the old region's fence was tried at all. */
  readonly fenceTried: boolean;
  readonly fencedFrom: boolean;
  readonly fencedTo: boolean;
  readonly waited: boolean;
  /** Monotonic ms at which the barriers were first requested. */
  readonly drainFromMs: number | undefined;
  /** Monotonic ms at which they were last requested. */
  readonly askedMs: number | undefined;
  readonly undrained: readonly LinkName[];
  /** The links' lags when the move began, as far as they reported them. */
  readonly lags: readonly LinkLag[];
  /** The links' open parked records as last seen. */
  readonly parked: readonly LinkParked[];
  /** Those that were there, and accepted, when this mover claimed the move; one that takes over has accepted none. */
  readonly acceptedParked: readonly LinkParked[];
  /** Set when the move can't succeed any more. */
  readonly abortReason: AbortReason | undefined;
}

/** What a mover knows when it first sees a move. `nowMs` is monotonic, read after the answer that showed it. */
export function freshProgress(route: MovingRoute, tables: readonly string[], nowMs: number): MoveProgress {
  return {
    moveId: route.moveId,
    sinceMs: nowMs,
    waitFromMs: nowMs,
    fenceTried: false,
    fencedFrom: false,
    fencedTo: false,
    waited: false,
    drainFromMs: undefined,
    askedMs: undefined,
    undrained: linksFrom(tables, route.from, route.to),
    lags: [],
    parked: [],
    acceptedParked: [],
    abortReason: undefined,
  };
}
