import type { RepairHands } from './act/repair-hands.ts';
import type { ServerEyes } from './observe/server-eyes.ts';

/** What an orchestrator watches and repairs servers by; `openPools` of @understudy/orchestrator/pools opens it. */
export interface ServerParts {
  readonly eyes: ServerEyes;
  /** Absent where there are no pools: then nothing is repaired. */
  readonly hands?: RepairHands;
}
