import type { EngineContext } from './engine-context.ts';
import type { ServerErrors } from './server-errors.ts';
import type { EngineRequest } from './types.ts';

/** One read, or one operation beside items, from its first attempt to its answer. */
export interface PendingRead {
  readonly engine: EngineContext;
  readonly request: EngineRequest;
  /** Monotonic ms. */
  readonly endMs: number;
  /** The time limit of one attempt. */
  readonly limitMs: number;
  /** Whether it may be sent again when its answer was lost. */
  readonly repeatable: boolean;
  /** Whether it goes to the writer under a lease, to the last known writer, or where `reads` says. */
  readonly to: 'leased' | 'writer' | 'any';
  /** Whether its attempts need a permit of their region. */
  readonly isLimited: boolean;
  attempts: number;
  /** Attempts that failed for their region, and waits for a permit there that ended without one. */
  failures: number;
  /** The region of the last failure: the next attempt goes to the other one, where it may. */
  avoided: string | undefined;
  pausedMs: number;
  throttled: number;
  /** Once there was one. */
  serverErrors: ServerErrors | undefined;
}

/** Counts a failure of that region. */
export function noteFailure(read: PendingRead, region: string): void {
  read.failures += 1;
  read.avoided = region;
}
