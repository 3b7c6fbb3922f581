import type { LinkState } from '@understudy/api-contract';
import { STREAM_RETENTION_MS } from '@understudy/core';
import { lastOf } from '../reading.ts';
import type { Facts } from '../facts.ts';
import type { LinkReading, RegionsReading } from '../regions-reading.ts';
import { linkIdOf } from '../link-id-of.ts';

/** A live leader reports at least this often; an older report counts as silence. In ms. */
const REPORT_AGE_MS = 15_000;

/** The replication of each table in each direction. */
export function toLinkStates({ links }: RegionsReading, facts: Facts): readonly LinkState[] {
  const route = lastOf(facts.route)?.value.route;
  const writer = route === undefined ? undefined : route.phase === 'steady' ? route.writer : route.from;
  return links.map((reading) => {
    const id = linkIdOf(reading.link);
    const { link, why, report, ledger } = reading;
    const rate = facts.rates[id];
    return {
      id,
      link,
      fromWriter: link.source === writer,
      state: stateOf(reading, facts.nowMs),
      ...(why !== undefined && { why }),
      ...(report !== undefined && {
        reportMs: report.atMs,
        atTip: report.atTip,
        parked: report.parked,
        applied: report.applied,
        ...(report.lagMs !== undefined && { lagMs: report.lagMs }),
        ...(report.completeUpToMs !== undefined && { completeUpToMs: report.completeUpToMs }),
        ...(report.contactMs !== undefined && { contactMs: report.contactMs }),
        // The stream keeps a record for a day: what the link has read up to is the oldest that it may have yet to read.
        ...(report.readUpToMs !== undefined && {
          trimInMs: report.readUpToMs + STREAM_RETENTION_MS - facts.nowMs,
        }),
      }),
      ...(rate !== undefined && { appliedPerSecond: rate }),
      ...(ledger !== undefined && { ledger }),
    };
  });
}

function stateOf({ why, leader, report, hasGap }: LinkReading, nowMs: number): LinkState['state'] {
  if (why !== undefined) return 'unreadable';
  if (leader === undefined) return 'never';
  if (leader.released) return 'unled';
  if (report === undefined || nowMs - report.atMs > REPORT_AGE_MS) return 'silent';
  return hasGap === true ? 'gap' : 'replicating';
}
