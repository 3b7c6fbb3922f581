import { promotionWaitMs, type Limits } from '@understudy/core';
import type { MoveStep, MovingRoute } from '@understudy/route';
import type { LinkLag, LinkName } from '@understudy/links';
import { linksFrom } from './links-from.ts';
import type { AbortReason } from './types.ts';

/**
 * What a mover knows by itself of the move that it drives. It dies with its process: the next mover begins with
 * nothing, and so writes the fences again, waits the whole time and asks the links again.
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
  /** How far behind the links were when the move began, as far as they said. */
  readonly lags: readonly LinkLag[];
  /** Set where the move became impossible. */
  readonly abortReason: AbortReason | undefined;
}

/** The next step of a move, as data. */
export type PlannedStep =
  /** Write the fence in these regions. */
  | { readonly do: 'fence'; readonly regions: readonly string[] }
  /** Note in the route how far the move has come. */
  | { readonly do: 'record'; readonly step: MoveStep }
  /** Let `forMs` pass; at 0 the wait is over. */
  | { readonly do: 'wait'; readonly forMs: number }
  /** Ask the links that are not drained yet, for `forMs` at most; request their barriers where `request` says so. */
  | {
      readonly do: 'drain';
      readonly links: readonly LinkName[];
      readonly request: boolean;
      readonly forMs: number;
    }
  | { readonly do: 'promote' }
  | { readonly do: 'abort'; readonly abortReason: AbortReason };

export interface PlanLimits {
  readonly limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'drift'>;
  readonly fenceLimitMs: number;
  readonly drainLimitMs: number;
  readonly tailBudgetMs: number;
  readonly askAgainMs: number;
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
    abortReason: undefined,
  };
}

/**
 * The next step of the move, from the route and what this mover did itself (the protocol, "Moves"). `nowMs` is
 * monotonic. A promotion is planned only where the new region's fence was written (in a switchover the old one's
 * too, since clients that have lost the control store go on by it), the whole wait has passed since, and (in a
 * switchover) every link was drained after it, all of it by this very mover.
 */
export function planMove(
  route: MovingRoute,
  progress: MoveProgress,
  { limits, fenceLimitMs, drainLimitMs, tailBudgetMs, askAgainMs }: PlanLimits,
  nowMs: number,
): PlannedStep {
  const { from, to, kind, step } = route;
  const planned = kind === 'switchover';
  if (progress.abortReason !== undefined) return { do: 'abort', abortReason: progress.abortReason };

  const wantsFrom = !progress.fencedFrom && (planned || !progress.fenceTried);
  if (!progress.fencedTo || wantsFrom) {
    const regions = [...(progress.fencedTo ? [] : [to]), ...(wantsFrom ? [from] : [])];
    if (nowMs - progress.sinceMs < fenceLimitMs || !progress.fenceTried) return { do: 'fence', regions };
    return {
      do: 'abort',
      abortReason: {
        code: 'UND_MOVES_FENCE_NOT_WRITTEN',
        what: `The fence was not written in ${regions.join(' and ')} within ${String(fenceLimitMs)} ms.`,
      },
    };
  }
  if (step === 'claimed') return { do: 'record', step: 'fenced' };

  if (!progress.waited) {
    return { do: 'wait', forMs: Math.max(0, progress.waitFromMs + promotionWaitMs(limits) - nowMs) };
  }
  if (step === 'fenced') return { do: 'record', step: 'waited' };

  if (progress.undrained.length > 0) {
    const budgetMs = planned ? drainLimitMs : progress.fencedFrom ? tailBudgetMs : 0;
    const forMs = budgetMs - (nowMs - (progress.drainFromMs ?? nowMs));
    const { askedMs } = progress;
    if (forMs > 0) {
      const request = askedMs === undefined || nowMs - askedMs >= askAgainMs;
      return { do: 'drain', links: progress.undrained, request, forMs };
    }
    if (planned) {
      const links = progress.undrained.map(({ table }) => table).join(', ');
      return {
        do: 'abort',
        abortReason: {
          code: 'UND_MOVES_DRAIN_TIMED_OUT',
          what: `Not drained from ${from} to ${to} within ${String(drainLimitMs)} ms: ${links}.`,
        },
      };
    }
  }
  if (step === 'waited') return { do: 'record', step: 'drained' };
  return { do: 'promote' };
}

/** The name under which a move's drain is requested: only a mover that has waited in full requests it. */
export function drainToken({ moveId }: Pick<MovingRoute, 'moveId'>): string {
  return `drain|${moveId}`;
}
