import type { Finished, Stretch } from '../workload/traffic-meter.ts';
import type { StretchFigures } from '../journal/types.ts';

/** What the servers' part of the drill cost. Times are milliseconds. */
export interface ServersPlayed {
  readonly crash: {
    readonly label: string;
    /** Requests of visitors that were under way when it died. */
    readonly underWay: number;
    /** From the crash until all servers served again. */
    readonly tookMs: number;
    readonly stretch: Stretch;
  };
  readonly replacement: { readonly servers: number; readonly tookMs: number; readonly stretch: Stretch };
}

/** What was written down of the shop. */
export interface ShopFindings extends ServersPlayed {
  /** Every request of the visitors. */
  readonly finished: readonly Finished[];
  /** While the writer region died and was failed over, and while it was switched back as planned. */
  readonly failover: Stretch;
  readonly switchover: Stretch;
  readonly placed: number;
  readonly lostOrders: readonly string[];
  /** Requests answered, by server. */
  readonly servers: ReadonlyMap<string, number>;
}

/** The shop's part of the report. */
export interface ShopReport {
  readonly visits: number;
  readonly failed: number;
  readonly servers: Readonly<Record<string, number>>;
  readonly crash: StretchFigures & {
    readonly server: string;
    /** Requests under way when it died: only those may fail. */
    readonly underWay: number;
    readonly tookMs: number;
  };
  readonly replacement: StretchFigures & { readonly servers: number; readonly tookMs: number };
  readonly failover: StretchFigures;
  readonly switchover: StretchFigures;
  readonly orders: { readonly acknowledged: number; readonly lost: readonly string[] };
}

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

/** What of the shop has to be otherwise, in words. */
export function findShopFaults({ crash, replacement, switchover, orders }: ShopReport): readonly string[] {
  return [
    orders.lost.length > 0 && `${String(orders.lost.length)} acknowledged orders of the shop are gone`,
    replacement.failed > 0 &&
      `${String(replacement.failed)} requests failed while servers were replaced${firstOf(replacement)}`,
    switchover.failed > 0 &&
      `${String(switchover.failed)} requests to the shop failed in the planned switch${firstOf(switchover)}`,
    crash.failed > crash.underWay &&
      `${String(crash.failed)} requests failed when a server died, and only ${String(crash.underWay)} were under way${firstOf(crash)}`,
  ].filter((fault) => fault !== false);
}

function firstOf({ firstError }: StretchFigures): string {
  return firstError === undefined ? '' : `; the first: ${firstError}`;
}

/** A stretch as a report has it. */
export function stretchFigures({ requests, failed, waited, longest, firstFailure }: Stretch): StretchFigures {
  return {
    requests,
    failed,
    waited,
    longestMs: longest === undefined ? 0 : longest.endedMs - longest.startedMs,
    ...(longest === undefined ? {} : { longest: longest.what }),
    ...(firstFailure === undefined
      ? {}
      : { firstError: `${firstFailure.what}: ${firstFailure.error ?? ''}` }),
  };
}
