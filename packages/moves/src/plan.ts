import { promotionWaitMs, type Limits } from '@understudy/core';
import {
  otherRegion,
  type MergingEntry,
  type MoveStep,
  type MovingRoute,
  type SteadyRoute,
} from '@understudy/route';
import type { LinkLag, LinkName } from '@understudy/links';
import type { Hindrance } from './types.ts';

/**
 * What a mover knows by itself of the move that it drives. It dies with its process: whoever takes over begins with
 * nothing, and so writes the fences again, waits the whole time anew and asks the links anew.
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
  /** Set by whatever makes the move impossible. */
  readonly hindrance: Hindrance | undefined;
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
  | { readonly do: 'abort'; readonly hindrance: Hindrance };

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
    hindrance: undefined,
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
  if (progress.hindrance !== undefined) return { do: 'abort', hindrance: progress.hindrance };

  const wantsFrom = !progress.fencedFrom && (planned || !progress.fenceTried);
  if (!progress.fencedTo || wantsFrom) {
    const regions = [...(progress.fencedTo ? [] : [to]), ...(wantsFrom ? [from] : [])];
    if (nowMs - progress.sinceMs < fenceLimitMs || !progress.fenceTried) return { do: 'fence', regions };
    return {
      do: 'abort',
      hindrance: {
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
        hindrance: {
          code: 'UND_MOVES_DRAIN_TIMED_OUT',
          what: `Not drained from ${from} to ${to} within ${String(drainLimitMs)} ms: ${links}.`,
        },
      };
    }
  }
  if (step === 'waited') return { do: 'record', step: 'drained' };
  return { do: 'promote' };
}

/** The next thing to do for `merging`, as data. */
export type TendStep =
  | { readonly do: 'rest' }
  /** Nothing can be done before that; look again after `forMs`. */
  | { readonly do: 'wait'; readonly region: string; readonly waitingFor: string; readonly forMs: number }
  /** Ask `links` under `token`; when all have reached it, `then`. */
  | {
      readonly do: 'ask';
      readonly region: string;
      readonly links: readonly LinkName[];
      readonly token: string;
      readonly then: 'settle' | 'take-out';
    };

export interface TendFacts {
  readonly revision: number;
  readonly tables: readonly string[];
  readonly limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'drift'>;
  readonly tendEveryMs: number;
  /** Monotonic ms since which this mover knows the fence of the present epoch to stand, by region. */
  readonly fencedSinceMs: ReadonlyMap<string, number>;
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/**
 * What `merging` needs next (the protocol, "The route"). One entry at a time, since a link keeps one barrier;
 * unsettled ones first. A tail is settled only after the region's fence has stood for a whole wait: before that,
 * clients that have lost the control store may still be writing there by the old fence. A token carries the
 * revision, so whoever requests it has seen this very route.
 */
export function planTending(route: SteadyRoute, facts: TendFacts): TendStep {
  if (route.merging.length === 0) return { do: 'rest' };
  const [settling, emptying] = [
    route.merging
      .filter(({ tail }) => tail === 'unsettled')
      .map((entry) => planSettling(route, entry, facts)),
    route.merging.filter(({ tail }) => tail === 'settled').map((entry) => planTakingOut(route, entry, facts)),
  ];
  const steps = [...settling, ...emptying];
  const waits = steps.filter((step) => step.do === 'wait').sort((a, b) => a.forMs - b.forMs);
  return steps.find((step) => step.do === 'ask') ?? waits[0] ?? { do: 'rest' };
}

function planSettling(route: SteadyRoute, { region }: MergingEntry, facts: TendFacts): TendStep {
  const { revision, tables, limits, tendEveryMs, fencedSinceMs, monotonicMs } = facts;
  const sinceMs = fencedSinceMs.get(region);
  if (sinceMs === undefined) {
    return { do: 'wait', region, waitingFor: `${region} to take its fence`, forMs: tendEveryMs };
  }
  const forMs = sinceMs + promotionWaitMs(limits) - monotonicMs;
  if (forMs > 0) return { do: 'wait', region, waitingFor: `the last leases in ${region} to end`, forMs };
  return {
    do: 'ask',
    region,
    links: linksFrom(tables, region, otherRegion(route, region)),
    token: `settle|${String(revision)}|${region}`,
    then: 'settle',
  };
}

function planTakingOut(
  { regions }: SteadyRoute,
  { region, untilMs }: MergingEntry,
  facts: TendFacts,
): TendStep {
  const { revision, tables, wallMs } = facts;
  if (wallMs < untilMs) {
    return {
      do: 'wait',
      region,
      waitingFor: `the last requests to ${region} to expire`,
      forMs: untilMs - wallMs,
    };
  }
  return {
    do: 'ask',
    region,
    links: [...linksFrom(tables, regions[0], regions[1]), ...linksFrom(tables, regions[1], regions[0])],
    token: `take-out|${String(revision)}|${region}`,
    then: 'take-out',
  };
}

/** The name under which a move's drain is requested: only somebody who has waited in full requests it. */
export function drainToken({ moveId }: Pick<MovingRoute, 'moveId'>): string {
  return `drain|${moveId}`;
}

/** The links of all tables in one direction. */
export function linksFrom(tables: readonly string[], source: string, target: string): readonly LinkName[] {
  return tables.map((table) => ({ table, source, target }));
}
