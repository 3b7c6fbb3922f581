import type { Clock, Randomness } from '@understudy/core';
import type { RegionClient } from '@understudy/replicator';
import type { LateWrites } from './late-writes.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Slots } from './slots.ts';
import type { CopyOptions } from './options.ts';
import type { CopiedTable, FailedItem } from './types.ts';
import type { WriterWatch } from './writer-watch.ts';

/** What every step of a copy is given. */
export interface CopyContext {
  readonly table: CopiedTable;
  readonly source: string;
  readonly target: string;
  readonly reseed: boolean;
  /** Whether sequence numbers of the source may begin again: copies of its writes are stamped below all of them. */
  readonly lowered: boolean;
  readonly options: CopyOptions;
  /** The source, for reads. */
  readonly reads: RegionClient;
  /** The target, for requests that rest on a plain view of the route. */
  readonly plain: RegionClient;
  /** The target, for requests that rest on the source being the writer. */
  readonly guarded: RegionClient;
  readonly writer: WriterWatch;
  readonly late: LateWrites;
  readonly slots: Slots;
  readonly readLimit: RateLimit;
  readonly writeLimit: RateLimit;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
  readonly onFailed: (failed: FailedItem) => void;
}
