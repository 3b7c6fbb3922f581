import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock, Telemetry } from '@understudy/core';
import { DynamoDBRegionProbe, Mover } from '@understudy/moves';
import type { FenceStore, RouteStore } from '@understudy/route';
import type { Topology } from '@understudy/topology';
import type { LinkBarriers } from '@understudy/links';

export interface MoverFacts {
  readonly topology: Topology;
  readonly store: RouteStore;
  readonly fences: FenceStore;
  readonly barriers: LinkBarriers;
  readonly clientOf: (region: string) => Pick<DynamoDBClient, 'send'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** A region is asked as patiently as by requests: on a busy machine it is slow, and takes writes all the same. */
const REACH_LIMIT_MS = 2_000;

/** A dead region can be asked for its tail for ever; half a second shows that it does not answer. */
const TAIL_BUDGET_MS = 500;

/** Who moves the writer: in a service that is the orchestrator, here it is the drill. */
export function startMover(facts: MoverFacts): Mover {
  const { topology, store, fences, barriers, clientOf, clock, telemetry } = facts;
  return new Mover({
    store,
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
