import type { Topology } from '@understudy/topology';

/** Whose rights a move needs: those of who makes it. */
export function roleOf({ orchestrator }: Pick<Topology, 'orchestrator'>): 'orchestrator' | 'mover' {
  return orchestrator === undefined ? 'mover' : 'orchestrator';
}
