import type { Fate } from '../account/account-for-writes.ts';
import type { StretchFigures } from './stretch-figures.ts';
import type { ShopReport } from './shop-report.ts';
import type { OutcomeTally } from '../journal/tally-outcomes.ts';
import type { WriteName } from '../journal/types.ts';
import type { LedgerFigures } from './ledger-figures.ts';

/** All that a drill found out; `--report` writes it unchanged. */
export interface Report {
  readonly items: number;
  readonly ratePerSecond: number;
  readonly seed: number;
  readonly tookMs: number;
  readonly phases: readonly { readonly title: string; readonly tookMs: number }[];
  readonly writes: Readonly<Record<WriteName, OutcomeTally>>;
  readonly reads: {
    readonly answered: number;
    readonly failed: number;
    /** Of `answered`: marked by the client as possibly stale. */
    readonly possiblyStale: number;
  };
  readonly failover: MoveFigures & {
    /** From the kill to the decision to fail over. */
    readonly noticedMs: number;
    /** The time to recover: first write in trouble to the first that the new writer acknowledged. */
    readonly recoverMs?: number;
    readonly missing: readonly MissingRecord[];
    /** How much before the kill the oldest missing record had been acknowledged. */
    readonly oldestMissingMs: number;
  };
  readonly merge: { readonly tookMs: number };
  readonly switchover: MoveFigures;
  /** Absent in a drill of data alone. */
  readonly shop?: ShopReport;
  readonly ledger: readonly {
    readonly key: string;
    readonly name: string;
    readonly link: string;
    readonly lost: string;
    readonly now: string;
  }[];
  /** The entries of `ledger`, by the write that each is about; other writes of `fates.ledger` share one of them. */
  readonly ledgerOf: LedgerFigures;
  readonly journal: {
    readonly file: string;
    readonly acknowledged: number;
    /** Items that acknowledged writes wrote: a transaction counts once for each of its items. */
    readonly fates: Readonly<Record<Fate, number>>;
    /** Loaded items that are gone though nothing removed or replaced them. */
    readonly missingLoads: number;
    /** Items of writes without an answer. */
    readonly withoutAnswer: Readonly<Record<'applied' | 'ledger' | 'none', number>>;
    readonly missing: readonly string[];
    readonly unexplained: readonly string[];
  };
  readonly comparison: {
    readonly items: number;
    readonly regions: readonly [string, string];
    readonly differences: readonly string[];
  };
  /** Why the drill failed; none: it passed. */
  readonly faults: readonly string[];
}

/** What became of a record that was missing when the standby was promoted. */
export type MissingFate = 'merged' | 'superseded' | 'ledger' | 'missing';

interface MissingRecord {
  readonly nonce: string;
  readonly write: WriteName;
  readonly name: string;
  readonly fate: MissingFate;
  /** How long before the kill it had been acknowledged. */
  readonly beforeKillMs: number;
}

export interface MoveFigures extends StretchFigures {
  readonly from: string;
  readonly to: string;
  /** The epoch that began with it. */
  readonly epoch: number;
  readonly tookMs: number;
}
