import type { LinkName } from '@understudy/links';
import type { LedgerCount } from './count-ledger.ts';
import type { FenceItem, RouteSnapshot } from '@understudy/route';

/** Something that could not be read, with what was said. */
export interface Unreadable {
  readonly failure: string;
}

/** One region as `understudy status` saw it. */
export interface RegionStatus {
  readonly name: string;
  readonly role: 'writer' | 'standby' | 'leaving' | 'entering' | 'witness' | 'unknown';
  /** How long its answer took, in ms, or why there was none. */
  readonly answer: { readonly tookMs: number } | Unreadable;
  /** Absent for the witness, and where the region has none. */
  readonly fence?: FenceItem;
}

/** One link as its leader last described it in the link's target region. */
export interface LinkLine {
  readonly link: LinkName;
  /**
   * `led`: its leader reported lately. `silent`: the last report is old. `unled`: the last leader has left.
   * `never`: no replicator has run it yet. `unreadable`: its target region did not answer.
   */
  readonly state: 'led' | 'silent' | 'unled' | 'never' | 'unreadable';
  /** In ms, as last reported. */
  readonly lagMs?: number;
  readonly atTip?: boolean;
  /** Age of the report, in ms. */
  readonly reportAgeMs?: number;
  /** Records that the link could not apply and that are still open: the target lacks them. */
  readonly deadLetters?: number;
  /** Whether the stream dropped records that the link had not read. */
  readonly hasGap?: boolean;
  /** Writes of this link that lost. */
  readonly ledger?: LedgerCount;
}

/** Everything that `understudy status` shows. Times are wall time in ms. */
export interface ServiceStatus {
  readonly service: string;
  readonly atMs: number;
  readonly route: RouteSnapshot | Unreadable;
  readonly regions: readonly RegionStatus[];
  readonly links: readonly LinkLine[];
}
