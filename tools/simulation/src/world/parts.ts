import type { Randomness, Telemetry } from '@understudy/core';
import type { DataRegion, History } from '../types.ts';
import type { Network } from './network.ts';
import type { Process } from './process.ts';

/** What a process of the history is made of. */
export interface Parts {
  readonly process: Process;
  readonly network: Network;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
  readonly history: History;
  /** Whether a region has its disk, or what it had was brought back to it: a mover knows it. */
  readonly isSeeded: (region: DataRegion) => boolean;
}
