import type { Block } from './block.ts';
import type { Finding } from './finding.ts';

/** A failover that the evidence asks for. */
export interface WantedFailover {
  readonly from: string;
  readonly to: string;
  /** All observers that are declared. */
  readonly observers: readonly string[];
  /** Those who found the writer gone. */
  readonly agreeing: readonly string[];
  /** Wall time in ms at which any observer last had an answer of the writer. */
  readonly writerSeenMs?: number;
  /** Wall time in ms at which the first of those who agree missed the writer first. */
  readonly missedSinceMs?: number;
  /** Alerts by which applications get errors since then, by name; only where no programs are declared. Absent: none. */
  readonly confirmedBy?: readonly string[];
}

/** What one view of the service comes to. */
export interface Decision {
  readonly findings: readonly Finding[];
  /** Absent while no observer misses the writer. */
  readonly wanted?: WantedFailover;
  /** Everything that a failover would meet now, also while none is wanted. */
  readonly blocks: readonly Block[];
  /** Whether the failover is made now: it is wanted, and nothing blocks it. */
  readonly acts: boolean;
}
