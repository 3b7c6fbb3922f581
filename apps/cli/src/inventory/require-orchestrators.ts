import { OrchestratorError } from '@understudy/orchestrator';
import type { Topology } from '@understudy/topology';

/**
 * Refuses what only orchestrators keep, where none is declared.
 * @param what that is, for people
 * @throws OrchestratorError `UND_ORCHESTRATOR_NOT_CONFIGURED`
 */
export function requireOrchestrators({ orchestrator }: Topology, what: string): void {
  if (orchestrator !== undefined) return;
  throw new OrchestratorError('UND_ORCHESTRATOR_NOT_CONFIGURED', {
    what: `The topology has no section "orchestrator", so nothing keeps ${what}.`,
  });
}
