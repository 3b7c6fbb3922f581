import type { TrafficRates } from '@understudy/scenario';

/** What there is to see at one moment. */
export interface Scene {
  readonly elapsedMs: number;
  /** `4/9  the writer dies` */
  readonly phase: string;
  /** Absent until the route could be read. */
  readonly route?: SceneRoute;
  readonly regions: readonly SceneRegion[];
  readonly traffic: TrafficRates;
  readonly links: readonly SceneLink[];
  /** How old the links' figures are, in milliseconds; absent before the first look. */
  readonly linksAgeMs?: number;
  /** Writes of the journal, by how they ended. */
  readonly acknowledged: number;
  readonly withoutAnswer: number;
  /** Known from the promotion on. */
  readonly missingAtPromotion?: number;
  /** Entries of the ledger, as its tables show them; absent until they could be read. */
  readonly inLedger?: number;
}

export interface SceneRoute {
  readonly writer: string;
  readonly epoch: number;
  /** While the writer is being moved: to where, and how far it has come. */
  readonly moving?: { readonly to: string; readonly step: string };
  /** Regions that were left and whose writes are still being settled. */
  readonly merging: readonly string[];
  /** How old that is, in milliseconds. */
  readonly ageMs: number;
}

export interface SceneRegion {
  readonly name: string;
  readonly role: 'writer' | 'standby' | 'witness';
  readonly up: boolean;
}

export interface SceneLink {
  readonly source: string;
  readonly target: string;
  /** Absent where the link does not know it, since it can not read its source. */
  readonly lagMs?: number;
  /** As the worker counted it: a record that is delivered again counts again. */
  readonly applied: number;
  readonly parked: number;
}
