import type { Clock } from '@understudy/core';
import type { OpenedService } from '@understudy/service';
import { countLedger, type LedgerCount } from '../status/count-ledger.ts';
import { readServiceStatus } from '../status/read-service-status.ts';
import type { RiskNow } from './move-account.ts';

export interface RiskRequest {
  readonly from: string;
  readonly to: string;
  /** Wall time in ms from which the ledger counts. */
  readonly sinceMs: number;
}

/** What has become of what a move put at risk, and what could not be read of it; both regions may be away. */
export async function readRisk(
  service: OpenedService,
  { from, to, sinceMs }: RiskRequest,
  clock: Clock,
): Promise<{ readonly now: RiskNow; readonly unknown: readonly string[] }> {
  const links = service.topology.tables.map(({ name: table }) => ({ table, source: from, target: to }));
  const [{ status }, ...ledgers] = await Promise.all([
    readServiceStatus(service, clock),
    ...links.map((link) => countLedger(service, link, sinceMs).catch(() => undefined)),
  ]);
  const lines = status.links.filter(({ link }) => link.source === from && link.target === to);
  const letters = lines.map(({ deadLetters }) => deadLetters);
  const ledger = ledgers.includes(undefined)
    ? undefined
    : sumOf(ledgers.filter((each) => each !== undefined));
  const deadLetters = letters.includes(undefined)
    ? undefined
    : letters.reduce<number>((total, count) => total + (count ?? 0), 0);
  const { route } = status;
  return {
    now: {
      ...(!('failure' in route) && {
        accounted: !route.route.merging.some(({ region, tail }) => region === from && tail === 'unsettled'),
      }),
      ...(ledger && { ledger }),
      ...(deadLetters !== undefined && { deadLetters }),
    },
    unknown: [
      ...('failure' in route ? [`The route could not be read (${route.failure}).`] : []),
      ...(ledger === undefined ? [`The ledger of ${to} could not be read.`] : []),
      ...(deadLetters === undefined ? [`Not every link to ${to} says how many dead letters it has.`] : []),
    ],
  };
}

function sumOf(counts: readonly LedgerCount[]): LedgerCount {
  return counts.reduce(
    (sum, { open, merged, closed, more }) => ({
      open: sum.open + open,
      merged: sum.merged + merged,
      closed: sum.closed + closed,
      more: sum.more || more,
    }),
    { open: 0, merged: 0, closed: 0, more: false },
  );
}
