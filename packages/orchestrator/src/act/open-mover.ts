import { Mover } from '@understudy/moves';
import type { MoverOptions } from '@understudy/moves';
import type { OrchestratorOptions } from '../options.ts';

/** The mover of an orchestrator, which asks `writerReturned` before a failover's point of no return. */
export function openMover(
  options: OrchestratorOptions & Required<Pick<OrchestratorOptions, 'clock' | 'randomness' | 'telemetry'>>,
  writerReturned: NonNullable<MoverOptions['writerReturned']>,
): Mover {
  const { routeStore, fences, barriers, probe, tables, limits, differences, tailBudgetMs } = options;
  const { clock, randomness, telemetry } = options;
  return new Mover({
    store: routeStore,
    fences,
    barriers,
    probe,
    tables,
    limits,
    writerReturned,
    ...(differences !== undefined && { differences }),
    ...(tailBudgetMs !== undefined && { tailBudgetMs }),
    clock,
    randomness,
    telemetry,
  });
}
