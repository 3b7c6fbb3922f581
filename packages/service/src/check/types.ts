import type { RightCheck } from '../check-table-rights.ts';

/** What a check is about. */
export type CheckTopic =
  | 'reachable'
  | 'identity'
  | 'clock'
  | 'table'
  | 'keys'
  | 'indexes'
  | 'stream'
  | 'rights'
  | 'own-table'
  | 'route';

interface CheckSubject {
  readonly topic: CheckTopic;
  /** The region, or both where two are compared. */
  readonly where: string;
  /** The table, where the check is about one. */
  readonly table?: string;
  /** One sentence for people. */
  readonly what: string;
}

/**
 * One thing that can be known before the service runs.
 * `missing`: `understudy setup` creates it. `failed` and `unknown` come with what to do.
 */
export type Check =
  | (CheckSubject & { readonly outcome: 'passed' | 'missing' })
  | (CheckSubject & { readonly outcome: 'failed' | 'unknown'; readonly remedy: string });

/** Why a region gave no answer that tells anything: an error of Understudy's, as its code says. */
export interface NoAnswer {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** A table as one region describes it. */
export interface TableFacts {
  /** `HASH id S, RANGE at N`: equal texts are equal keys. */
  readonly keys: string;
  /** One text for each index, sorted: name, kind, keys, projection. */
  readonly indexes: readonly string[];
  readonly stream: 'off' | (string & {});
  readonly status: string;
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
  readonly rights: readonly RightCheck[];
}

/** Everything that was seen, as `assessService` takes it. */
export interface CheckFacts {
  readonly service: string;
  readonly data: readonly [RegionFacts, RegionFacts];
  readonly witnesses: readonly RegionFacts[];
  readonly tables: readonly string[];
  /** Understudy's own tables by role, with their keys in the form of `TableFacts.keys`. */
  readonly ownTables: {
    readonly data: ReadonlyMap<string, string>;
    readonly witness: ReadonlyMap<string, string>;
  };
  /** The route: its sentence, `undefined` where none is written yet, or why it could not be read. */
  readonly route: { readonly what: string } | { readonly failure: string } | undefined;
}
