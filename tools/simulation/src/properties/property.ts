import type { Application, ItemChange, Journal, OwnChange, Written } from '../world/journal.ts';
import type { DataRegion, History, Violation } from '../types.ts';
import type { UnseededLinks } from '../world/unseeded-links.ts';

/** What a property sees of the history. */
export interface Scene {
  readonly history: History;
  readonly journal: Journal;
  nowMs(): number;
  /** The application's items as they stand in a region, by key. */
  items(region: DataRegion): ReadonlyMap<string, string>;
  /** What writes that add up have left in a region's item. */
  content(region: DataRegion, key: string): string;
  /** Versions and values that lost and were written down, whichever link did. */
  readonly ledger: LedgerBook;
  /** Sequence numbers of the records that were parked, by the link's source. */
  readonly parked: ReadonlySet<string>;
  /** Keys of which a stream no longer held what a link had yet to read; reported as gaps. */
  readonly gaps: ReadonlySet<string>;
  /** Records that a foreign program wrote and no link can carry. */
  readonly invalid: readonly { readonly region: DataRegion; readonly sequence: string }[];
  /** Data regions one of whose streams dropped records, or was replaced by another one. */
  readonly trimmed: ReadonlySet<DataRegion>;
  /** Links that may lack changes until their table is re-seeded. */
  readonly unseeded: Pick<UnseededLinks, 'since' | 'all'>;
  /** Data regions that came back without their disk. */
  readonly lostDisks: ReadonlySet<DataRegion>;
  /** Whether an event of that name was reported, or the route said `unsettled <region>`. */
  wasSaid(what: string): boolean;
  /** Counts for the run's coverage. */
  saw(what: string): void;
  broke(property: Violation['property'], what: string): void;
}

interface LedgerBook {
  has(source: DataRegion, sequence: string): boolean;
  hasValue(value: string): boolean;
  hasKey(key: string): boolean;
  hasRemoval(source: DataRegion, key: string, epoch?: number): boolean;
}

/** One of the things that must hold (the protocol, "What must hold"). Each looks only where something has changed. */
export interface Property {
  itemChanged?(change: ItemChange): void;
  ownChanged?(change: OwnChange): void;
  applied?(application: Application): void;
  told?(written: Written): void;
  /** An event of a process's telemetry. */
  reported?(event: string, facts: Readonly<Record<string, unknown>>): void;
  /** After all faults are healed and the streams are drained. */
  atTheEnd?(): void;
}
