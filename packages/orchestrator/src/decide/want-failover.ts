import type { ServiceView, WantedFailover } from '@understudy/findings';
import { otherRegion } from '@understudy/route';
import { confirmByAlerts } from './confirm-by-alerts.ts';
import type { Votes } from './count-votes.ts';

/** The failover that the votes on the writer ask for; `undefined` while every observer sees it. Pure. */
export function wantFailover(
  view: ServiceView,
  writer: string,
  { missing }: Votes,
): WantedFailover | undefined {
  if (missing.length === 0) return undefined;
  const sights = view.reports.flatMap(({ report }) =>
    report.regions.filter(({ region }) => region === writer),
  );
  const agreeing = missing.map(({ observer }) => observer);
  const missedMs = missing.flatMap(({ regions }) =>
    regions.flatMap(({ region, missedSinceMs }) =>
      region === writer && missedSinceMs !== undefined ? [missedSinceMs] : [],
    ),
  );
  const seenMs = sights.flatMap((sight) => (sight.seenMs === undefined ? [] : [sight.seenMs]));
  const missedSinceMs = missedMs.length > 0 ? Math.min(...missedMs) : undefined;
  const since = missedSinceMs === undefined ? {} : { missedSinceMs };
  const confirmedBy = confirmByAlerts(view, { from: writer, ...since });
  return {
    from: writer,
    to: otherRegion({ regions: view.regions }, writer),
    observers: view.policy.observers.map(({ name }) => name),
    agreeing,
    ...(seenMs.length > 0 && { writerSeenMs: Math.max(...seenMs) }),
    ...since,
    ...(confirmedBy.length > 0 && { confirmedBy }),
  };
}
