import type { Clock, Telemetry } from '@understudy/core';
import { DynamoDBRegionProbe, Mover } from '@understudy/moves';
import type { LocalService } from '../service/start-service.ts';

export interface OpenMoverOptions {
  readonly service: Pick<LocalService, 'topology' | 'routeStore' | 'fences' | 'barriers' | 'clientOf'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** As long as a request may take: on a busy machine a region is slow, and takes writes all the same. */
const REACH_LIMIT_MS = 2_000;

/** Half a second shows that a dead region does not say how much of its stream is unread. */
const TAIL_BUDGET_MS = 500;

/** The mover of a local service. */
export function openMover({ service, clock, telemetry }: OpenMoverOptions): Mover {
  const { topology, routeStore, fences, barriers, clientOf } = service;
  return new Mover({
    store: routeStore,
    fences,
    clock,
    telemetry,
    barriers,
    probe: new DynamoDBRegionProbe({ service: topology.service, clientOf }),
    tables: topology.tables.map(({ name }) => name),
    limits: topology.limits,
    reachLimitMs: REACH_LIMIT_MS,
    tailBudgetMs: TAIL_BUDGET_MS,
  });
}
