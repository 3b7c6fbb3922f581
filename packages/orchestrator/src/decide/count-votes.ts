import type { ObserverReport, RegionCondition, RegionSight, ServiceView } from '@understudy/findings';

/** What the observers that can be trusted now find of one region. */
export interface Votes {
  /** Those that report in time and have no doubts of themselves. */
  readonly trusted: readonly ObserverReport[];
  /** Those of them that miss the region: as many looks in a row as it takes, and by a failure that callers have, too. */
  readonly missing: readonly ObserverReport[];
  /** Those of them whose last look was answered in time. */
  readonly seeing: readonly ObserverReport[];
  /** Those of them whose last look the region took, if only to say that it is busy. */
  readonly reaching: readonly ObserverReport[];
}

/** Reports of an observer may be lost or late this many times before it counts as silent. */
const REPORTS_MISSED = 3;

/**
 * By these a region is gone for its callers. One that throttles has taken their requests; one that refuses says something
 * of the observer's rights.
 */
const GONE: ReadonlySet<RegionCondition> = new Set([
  'unreachable',
  'name-not-found',
  'tls-failed',
  'server-error',
]);

/** By these a region takes requests of its callers. */
const THERE: ReadonlySet<RegionCondition> = new Set(['answering', 'slow', 'throttled']);

/** After this long in ms without a new report an observer counts as silent. */
export function silentAfterMs({
  policy,
}: {
  readonly policy: Pick<ServiceView['policy'], 'reportEveryMs'>;
}): number {
  return policy.reportEveryMs * REPORTS_MISSED;
}

/** Counts what is known of a region; an observer that is not declared has no voice. Pure. */
export function countVotes(view: ServiceView, region: string): Votes {
  const declared = new Set(view.policy.observers.map(({ name }) => name));
  const trusted = view.reports
    .filter(({ report, ageMs }) => declared.has(report.observer) && ageMs <= silentAfterMs(view))
    .map(({ report }) => report)
    .filter(({ doubts }) => doubts.length === 0);
  const sees = (judge: (sight: RegionSight) => boolean) =>
    trusted.filter((report) => report.regions.some((sight) => sight.region === region && judge(sight)));
  return {
    trusted,
    missing: sees(({ missed, condition }) => missed >= view.policy.looks && GONE.has(condition)),
    seeing: sees(({ condition }) => condition === 'answering'),
    reaching: sees(({ condition }) => THERE.has(condition)),
  };
}
