import * as z from 'zod';
import { DrillsState } from '../schemas/drills-state.ts';
import { LimitsState } from '../schemas/limits-state.ts';
import { list } from '../schemas/list.ts';
import { MetricsHistory } from '../schemas/metrics-history.ts';
import { partOf } from '../schemas/part.ts';
import { BalancerState } from '../schemas/servers-state.ts';
import { Snapshot, snapshotParts } from '../schemas/snapshot.ts';
import type { RouteSpec } from './route-spec.ts';

const read = { method: 'GET', tag: 'state', role: 'viewer', status: 200 } as const;

/** What the service is like now, answered from one read of the control store a second. */
export const STATE_ROUTES = {
  snapshot: {
    ...read,
    path: '/api/v1/snapshot',
    summary: 'Everything that a page needs, as it was read at one time.',
    description:
      'Each part has its age, or the reason why it is not known. What was known before it was lost is in `last`.',
    answer: Snapshot,
  },
  route: {
    ...read,
    path: '/api/v1/route',
    summary: 'Who takes the writes, and the move that is under way.',
    answer: snapshotParts.route,
  },
  regions: {
    ...read,
    path: '/api/v1/regions',
    summary: 'Both regions, as each observer and this machine see them.',
    answer: snapshotParts.regions,
  },
  links: {
    ...read,
    path: '/api/v1/links',
    summary: 'The replication of each table in each direction.',
    answer: snapshotParts.links,
  },
  findings: {
    ...read,
    path: '/api/v1/findings',
    summary: 'What is wrong, what it means and what is done about it.',
    answer: snapshotParts.findings,
  },
  decision: {
    ...read,
    path: '/api/v1/decision',
    summary: 'Whether a failover is wanted, and everything that blocks it.',
    answer: snapshotParts.decision,
  },
  readiness: {
    ...read,
    path: '/api/v1/readiness',
    summary: 'Whether a move would succeed, as the leader found it last.',
    answer: snapshotParts.readiness,
  },
  intents: {
    ...read,
    path: '/api/v1/intents',
    summary: 'What was asked for and proposed: all that waits, and what ended lately.',
    answer: snapshotParts.intents,
  },
  directives: {
    ...read,
    path: '/api/v1/directives',
    summary: 'The freeze, maintenances and acknowledgements.',
    answer: snapshotParts.directives,
  },
  orchestrators: {
    ...read,
    path: '/api/v1/orchestrators',
    summary: 'Who leads, who observes, and who abstains.',
    answer: snapshotParts.orchestrators,
  },
  programs: {
    ...read,
    path: '/api/v1/programs',
    summary: 'Gateways and replicators, as they answer this machine.',
    answer: snapshotParts.programs,
  },
  alerts: {
    ...read,
    path: '/api/v1/alerts',
    summary: 'Alerts that fire, as the orchestrators received them.',
    answer: snapshotParts.alerts,
  },
  servers: {
    ...read,
    path: '/api/v1/servers',
    summary: 'The servers of the pools, by balancer and as Linode lists them.',
    answer: snapshotParts.servers,
  },
  balancers: {
    ...read,
    path: '/api/v1/balancers',
    summary: 'The balancers, and how many servers each of them serves.',
    answer: partOf(list(BalancerState)),
  },
  repairs: {
    ...read,
    path: '/api/v1/repairs',
    summary: 'Repairs of servers that are planned and that were made.',
    answer: snapshotParts.repairs,
  },
  limits: {
    ...read,
    path: '/api/v1/limits',
    summary: 'Limits, settings and versions.',
    answer: LimitsState,
  },
  metricsHistory: {
    ...read,
    path: '/api/v1/metrics/history',
    summary: 'The main figures of at most an hour, as this API has seen them.',
    query: z.object({ sinceMs: z.coerce.number().int().min(0).optional() }),
    answer: MetricsHistory,
    example: { query: { sinceMs: '1800000000000' } },
  },
  drills: {
    ...read,
    path: '/api/v1/drills',
    summary: 'The library of drills, and the reports on this machine.',
    answer: DrillsState,
  },
} as const satisfies Record<string, RouteSpec>;
