import type { Account } from '../account/account-for-writes.ts';
import type { Comparison } from '../account/compare-regions.ts';
import type { MissingPart } from '../account/find-missing.ts';
import type { LedgerLine } from '../account/ledger-line.ts';
import type { Content, JournalEntry } from '../journal/types.ts';
import type { Moved } from '../moves/moved.ts';
import type { Finished } from '../workload/traffic-meter.ts';
import type { Outage } from './measure-outage.ts';
import type { Report } from './report.ts';
import type { ShopFindings } from './shop-findings.ts';

/** What a run wrote down; times are monotonic milliseconds since it began. */
export interface Findings {
  readonly items: number;
  readonly ratePerSecond: number;
  readonly seed: number;
  readonly tookMs: number;
  readonly phases: Report['phases'];
  readonly journal: readonly JournalEntry[];
  readonly journalFile: string;
  readonly finished: readonly Finished[];
  readonly failover: Moved & {
    readonly killedMs: number;
    readonly noticedMs: number;
    readonly outage: Outage | undefined;
    readonly missing: readonly MissingPart[];
  };
  readonly switchover: Moved;
  readonly shop?: ShopFindings;
  readonly mergeTookMs: number;
  readonly ledger: readonly LedgerLine[];
  /** The items of both regions, in the order of `regions`. */
  readonly regions: readonly [string, string];
  readonly itemsOf: readonly [ReadonlyMap<string, Content>, ReadonlyMap<string, Content>];
  readonly accounts: readonly [Account, Account];
  readonly comparison: Comparison;
}
