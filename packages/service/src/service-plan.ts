import type { RouteSnapshot } from '@understudy/route';
import type { ServiceErrorCode } from './errors.ts';

/** One of Understudy's own tables. */
export interface OwnTableFacts {
  readonly region: string;
  readonly table: string;
  readonly state: 'missing' | 'present' | 'mismatch';
  /** The key that it has, `HASH id S`, where it exists. */
  readonly keys?: string;
  /** The key that it needs. */
  readonly wanted: string;
  /** The attribute by which its items expire, and whether that is on; for tables whose items do. */
  readonly expiry?: { readonly attribute: string; readonly on: boolean };
}

/** One table of the service in one data region. */
export type ServiceTableFacts =
  | { readonly region: string; readonly table: string; readonly state: 'missing' }
  | {
      readonly region: string;
      readonly table: string;
      readonly state: 'present';
      /** `HASH id S, RANGE at N` */
      readonly keys: string;
      /** `wrong-view`: on, without both images. */
      readonly stream: 'on' | 'off' | 'wrong-view';
      /** What the stream shows, where it is on. */
      readonly view?: string;
      /** The version of DynamoDB's global tables that it is a replica of. */
      readonly globalTable?: string;
    };

/** The state of a service in its regions, as it was found. */
export interface ServiceFacts {
  readonly service: string;
  readonly regions: readonly [string, string];
  /** The tables of the route and of the orchestrators at each endpoint of the witness. */
  readonly witness: readonly OwnTableFacts[];
  readonly ownTables: readonly OwnTableFacts[];
  readonly tables: readonly ServiceTableFacts[];
  /** Absent: the service has none yet. */
  readonly route?: RouteSnapshot;
  /** The data regions that have a fence of the service, which names them. */
  readonly fenced: readonly string[];
}

/** What `createService` does to one table. */
export interface TableStep {
  readonly does: 'create-table' | 'enable-expiry' | 'enable-stream';
  readonly region: string;
  readonly table: string;
}

/** A table of the service that only one data region has is created in the other, as it is there. */
export interface CopyTableStep {
  readonly does: 'copy-table';
  /** Where it is created. */
  readonly region: string;
  readonly table: string;
  /** The region that has it. */
  readonly from: string;
}

/** One thing that `createService` does. */
export type SetupStep =
  | TableStep
  | CopyTableStep
  | { readonly does: 'write-route'; readonly writer: string }
  | { readonly does: 'write-fence'; readonly region: string };

/** Why `createService` refuses. */
export interface SetupProblem {
  readonly code: ServiceErrorCode;
  readonly what: string;
  readonly region: string;
  readonly table: string;
}

/** What `createService` would do, and what it refuses. */
export interface ServicePlan {
  readonly facts: ServiceFacts;
  /** In the order in which they are done; empty where the service is complete. */
  readonly steps: readonly SetupStep[];
  /** `createService` does nothing while there are any. */
  readonly problems: readonly SetupProblem[];
}
