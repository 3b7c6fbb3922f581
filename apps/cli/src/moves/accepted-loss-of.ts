import type { LinkLag } from '@understudy/links';
import type { AcceptedLoss } from '@understudy/findings';
import { mayBeMissingMs, type MovePreview } from '@understudy/moves';

/** What a failover may lack, by the links as a person saw them. */
export function acceptedLossOf({ lags }: Pick<MovePreview, 'lags'>): AcceptedLoss {
  const missing = lags.map((lag) => ({ table: lag.link.table, ms: missingMs(lag) }));
  const known = missing.flatMap(({ ms }) => ms ?? []);
  return {
    ...(known.length > 0 && { mostMs: Math.max(...known) }),
    unknown: missing.filter(({ ms }) => ms === undefined).map(({ table }) => table),
  };
}

/** A lag grows while the writer is away, and what it lacks does not: up to the last contact where there was one. */
function missingMs(lag: LinkLag): number | undefined {
  const bounded = lag.contactMs === undefined ? undefined : mayBeMissingMs(lag, -Infinity);
  return bounded ?? lag.lagMs;
}
