import type { ShopFindings } from './shop-findings.ts';
import type { ShopReport } from './shop-report.ts';
import { stretchFigures } from './stretch-figures.ts';

/** The shop's part of the report, from what was written down. */
export function reportShop(findings: ShopFindings): ShopReport {
  const { finished, crash, replacement, failover, switchover, placed, lostOrders, servers } = findings;
  return {
    visits: finished.length,
    failed: finished.filter(({ failed }) => failed).length,
    servers: Object.fromEntries([...servers].sort(([one], [other]) => one.localeCompare(other))),
    crash: {
      ...stretchFigures(crash.stretch),
      server: crash.label,
      underWay: crash.underWay,
      tookMs: crash.tookMs,
    },
    replacement: {
      ...stretchFigures(replacement.stretch),
      servers: replacement.servers,
      tookMs: replacement.tookMs,
    },
    failover: stretchFigures(failover),
    switchover: stretchFigures(switchover),
    orders: { acknowledged: placed, lost: lostOrders },
  };
}
