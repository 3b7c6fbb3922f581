import type { LeaseHolder } from '@understudy/route';
import type { ConcurrencyLimiter } from './concurrency-limiter.ts';
import type { Settings } from './options.ts';
import type { AttemptTimer } from './attempt-timer.ts';
import type { RegionWatch } from './region-watch.ts';
import type { TableSchemas } from './table-schemas.ts';
import type { TokenEpochs } from './token-epochs.ts';

/** The collaborators of every request. */
export interface EngineContext {
  readonly settings: Settings;
  readonly lease: LeaseHolder;
  readonly watch: RegionWatch;
  readonly schemas: TableSchemas;
  readonly tokens: TokenEpochs;
  readonly timer: AttemptTimer;
  readonly limiter: ConcurrencyLimiter;
  /** Aborted when the client is destroyed. */
  readonly closed: AbortSignal;
  /** Whether the items of the table of that name are stamped. */
  readonly isStamped: (table: string) => boolean;
  /** A text that no other write of any client has in the same millisecond. */
  readonly nonce: () => string;
  /** The pause after the attempt of that number (from 1). */
  readonly pauseMs: (attempt: number) => number;
}
