import { promotionWaitMs, type Limits } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import { otherRegion, type MergingEntry, type SteadyRoute } from '@understudy/route';
import { linksFrom } from './links-from.ts';

/** The next thing to do for `merging`, as data. */
export type ReconcileStep =
  | { readonly do: 'rest' }
  /** Nothing can be done before that; check again after `forMs`. */
  | { readonly do: 'wait'; readonly region: string; readonly waitingFor: string; readonly forMs: number }
  /** Ask `links` under `token`; when all have reached it, `then`. */
  | {
      readonly do: 'ask';
      readonly region: string;
      readonly links: readonly LinkName[];
      readonly token: string;
      readonly then: 'settle' | 'take-out';
    };

export interface ReconcileFacts {
  readonly revision: number;
  readonly tables: readonly string[];
  readonly limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'drift'>;
  readonly reconcileEveryMs: number;
  /** Monotonic ms since which this mover knows that the fence of the present epoch is written, by region. */
  readonly fencedSinceMs: ReadonlyMap<string, number>;
  readonly monotonicMs: number;
  /** How long requests to the entry's region may still land, in ms; 0 or less where none can. */
  readonly expiresInMs: (entry: MergingEntry) => number;
}

/**
 * What `merging` needs next (the protocol, "The route"). One entry at a time, since a link keeps one barrier;
 * unsettled ones first. A tail is settled only a whole wait after the region's fence was written: before that, clients
 * that have lost the control store may still write there by the old fence. A token carries the revision, so a mover that
 * requests it has seen this very route.
 */
export function planReconciling(route: SteadyRoute, facts: ReconcileFacts): ReconcileStep {
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

function planSettling(route: SteadyRoute, { region }: MergingEntry, facts: ReconcileFacts): ReconcileStep {
  const { revision, tables, limits, reconcileEveryMs, fencedSinceMs, monotonicMs } = facts;
  const sinceMs = fencedSinceMs.get(region);
  if (sinceMs === undefined) {
    return { do: 'wait', region, waitingFor: `${region} to take its fence`, forMs: reconcileEveryMs };
  }
  const forMs = sinceMs + promotionWaitMs(limits) - monotonicMs;
  if (forMs > 0) return { do: 'wait', region, waitingFor: `the last leases in ${region} to end`, forMs };
  return {
    do: 'ask',
    region,
    links: linksFrom(tables, region, otherRegion(route, region)),
    token: `settle|${revision}|${region}`,
    then: 'settle',
  };
}

function planTakingOut(
  { regions }: SteadyRoute,
  entry: MergingEntry,
  { revision, tables, expiresInMs }: ReconcileFacts,
): ReconcileStep {
  const { region } = entry;
  const forMs = expiresInMs(entry);
  if (forMs > 0) return { do: 'wait', region, waitingFor: `the last requests to ${region} to expire`, forMs };
  return {
    do: 'ask',
    region,
    links: [...linksFrom(tables, regions[0], regions[1]), ...linksFrom(tables, regions[1], regions[0])],
    token: `take-out|${revision}|${region}`,
    then: 'take-out',
  };
}
