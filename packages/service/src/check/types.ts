import type { RightCheck } from '../check-table-rights.ts';

/** What a check is about. */
export type CheckTopic =
  | 'reachable'
  | 'identity'
  | 'clock'
  | 'table'
  | 'global-table'
  | 'keys'
  | 'indexes'
  | 'stream'
  | 'settings'
  | 'rights'
  | 'own-table'
  | 'fence'
  | 'route';

interface CheckSubject {
  readonly topic: CheckTopic;
  /** The region, or both where two are compared. */
  readonly where: string;
  /** The table, where the check is about one. */
  readonly table?: string;
  /** The setting of the table, where the check is about one. */
  readonly setting?: string;
  /** One sentence for people. */
  readonly what: string;
}

/** What a person does about a check that did not pass. */
interface CheckProblem {
  /** A code of the catalogue: `understudy explain CODE`. */
  readonly code: string;
  /** With the command to type where there is one. */
  readonly remedy: string;
}

/**
 * One thing that can be known before the service runs.
 * `missing`: `understudy setup` creates it. `warning`: it works now, and may not after a move. `note`: a difference that
 * breaks nothing.
 */
export type Check =
  | (CheckSubject & { readonly outcome: 'passed' })
  | (CheckSubject &
      CheckProblem & { readonly outcome: 'missing' | 'failed' | 'unknown' | 'warning' | 'note' });

/** A check that did not pass. */
export type FailedCheck = Extract<Check, { readonly code: string }>;

/** Why a region gave no answer that tells anything: an error of Understudy's, as its code says. */
export interface NoAnswer {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** A setting of a table that the regions are compared by. */
export interface TableSetting {
  readonly name: string;
  /** Equal texts are equal settings. */
  readonly value: string;
  /** What a difference means after a move. */
  readonly weight: 'breaks' | 'risks' | 'informs';
  /** What an application notices of a difference. */
  readonly effect: string;
}

/** How many requests a table or one of its indexes takes. */
export interface CapacityFacts {
  /** The index; absent: the table itself. */
  readonly index?: string;
  readonly mode: 'on-demand' | 'provisioned';
  /** Read units; of one on demand its limit, absent: none. */
  readonly read?: number;
  /** Write units; of one on demand its limit, absent: none. */
  readonly write?: number;
  /** Reads and writes a second that it takes at once, by what it has taken before; absent: DynamoDB does not say. */
  readonly warm?: { readonly read: number; readonly write: number };
}

/** A table as one region describes it. */
export interface TableFacts {
  /** `HASH id S, RANGE at N`: equal texts are equal keys. */
  readonly keys: string;
  /** One text for each index, sorted: name, kind, keys, projection. */
  readonly indexes: readonly string[];
  readonly stream: 'off' | (string & {});
  readonly status: string;
  readonly settings: readonly TableSetting[];
  /** The table, then its global indexes. */
  readonly capacity: readonly CapacityFacts[];
  /** The version of DynamoDB's global tables that it is a replica of; absent: it is none. */
  readonly globalTable?: string;
  /** The region that the table's ARN names; absent where it names no region of AWS (DynamoDB Local). */
  readonly arnRegion?: string;
}

/** What was seen of one region. */
export interface RegionFacts {
  readonly name: string;
  readonly role: 'data' | 'witness';
  readonly endpoint: string;
  readonly answer: { readonly tookMs: number; readonly clockSkewMs?: number } | NoAnswer;
  /** By name; a table that the region does not have is absent. */
  readonly tables: ReadonlyMap<string, TableFacts>;
  /** Tables that these credentials may not look at; only those that a service can do without. */
  readonly denied: readonly string[];
  readonly rights: readonly RightCheck[];
}

/** Everything that was seen, as `assessService` takes it. */
export interface CheckFacts {
  readonly service: string;
  /** The topology file, for commands to type. */
  readonly file: string;
  readonly data: readonly [RegionFacts, RegionFacts];
  readonly witnesses: readonly RegionFacts[];
  readonly tables: readonly string[];
  /** Understudy's own tables by role, with their keys in the form of `TableFacts.keys`. */
  readonly ownTables: {
    readonly data: ReadonlyMap<string, string>;
    readonly witness: ReadonlyMap<string, string>;
  };
  /** The route: its sentence, `undefined` where none is written yet, or why it could not be read. */
  readonly route: { readonly what: string } | NoAnswer | undefined;
}
