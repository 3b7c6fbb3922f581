import { promotionWaitMs, type Limits } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { MoveStep, MovingRoute } from '@understudy/route';
import type { MoveProgress } from './move-progress.ts';
import type { AbortReason } from './types.ts';

/** The next step of a move, as data. */
export type PlannedStep =
  /** Write the fence in these regions. */
  | { readonly do: 'fence'; readonly regions: readonly string[] }
  /** Record in the route how far the move has come. */
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
        what: `The fence was not written in ${regions.join(' and ')} within ${fenceLimitMs} ms.`,
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
          what: `Not drained from ${from} to ${to} within ${drainLimitMs} ms: ${links}.`,
        },
      };
    }
  }
  if (step === 'waited') return { do: 'record', step: 'drained' };
  return { do: 'promote' };
}
