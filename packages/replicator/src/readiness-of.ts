import type { LinkStatus } from '@understudy/links';
import {
  credentialsProblems,
  isDegraded,
  routeProblems,
  type HealthProblem,
  type OpenedService,
  type RegionMonitor,
} from '@understudy/service';
import { describeProblems, type LinkProblem } from './describe-problems.ts';

export interface ReadinessFacts {
  readonly service: Pick<OpenedService, 'lease' | 'topology' | 'credentials'>;
  readonly monitor: Pick<RegionMonitor, 'problems'>;
  readonly statuses: readonly LinkStatus[];
}

/** Whether a replicator can do its work, and what is wrong. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly (HealthProblem | LinkProblem)[];
}

/** It needs both regions and the route; a region that throttles, and a witness whose place a fence takes, delay it alone. */
export function readinessOf({ service, monitor, statuses }: ReadinessFacts): Readiness {
  const { lease, topology, credentials } = service;
  const witness = topology.regions.witness.endpoints.map(({ name }) => name).join(', ');
  const places = [
    ...monitor.problems(),
    ...routeProblems(lease, witness),
    ...credentialsProblems(credentials),
  ];
  const links = statuses.flatMap(describeProblems);
  return {
    ready: statuses.length > 0 && links.length === 0 && places.every((problem) => isDegraded(problem, lease)),
    problems: [...places, ...links],
  };
}
