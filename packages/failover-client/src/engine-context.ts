import type { LeaseHolder } from '@understudy/route';
import type { Admission } from './admit-attempts.ts';
import type { KeySchemas } from './know-keys.ts';
import type { Settings } from './options.ts';
import type { AttemptTimer } from './time-attempts.ts';
import type { RegionWatch } from './watch-regions.ts';

/** What the paths of a request share. */
export interface Engine {
  readonly settings: Settings;
  readonly lease: LeaseHolder;
  readonly watch: RegionWatch;
  readonly keys: KeySchemas;
  readonly timer: AttemptTimer;
  readonly admission: Admission;
  /** Aborted when the client is destroyed. */
  readonly closed: AbortSignal;
  /** By name: whether the table's items are stamped. */
  readonly isStamped: (table: string) => boolean;
  /** A text that no other write of any client carries in the same millisecond. */
  readonly nonce: () => string;
  /** The pause after the attempt of that number (from 1). */
  readonly pauseMs: (attempt: number) => number;
}
