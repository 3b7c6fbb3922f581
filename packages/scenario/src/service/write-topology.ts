import type { Limits } from '@understudy/core';
import { TABLES } from './tables.ts';

export interface TopologyFacts {
  /** The two data regions, the first writer first; their endpoints are loopback addresses. */
  readonly data: readonly { readonly name: string; readonly endpoint: string }[];
  readonly witness: { readonly name: string; readonly endpoint: string };
  /** `local` unless given. */
  readonly limits?: ServiceLimits;
}

/** `local`: long enough for a machine on which a whole cloud runs; `default`: as a service has them that says nothing. */
export type ServiceLimits = 'local' | 'default';

export const SERVICE = 'drill';

/**
 * Short ones, so that a drill takes minutes. `maxRequestAgeMs` may be below AWS's fifteen minutes because every
 * endpoint is a loopback address, where no request is under way for longer; the topology refuses it elsewhere.
 */
export const DRILL_LIMITS = {
  leaseMs: 3_000,
  attemptTimeoutMs: 2_000,
  controlTimeoutMs: 800,
  writeDeadlineMs: 20_000,
  maxRequestAgeMs: 5_000,
  // DynamoDB Local shows a record within milliseconds.
  streamQuietMs: 500,
  // It dates records to the minute, so that a link under traffic seems to be up to a minute behind; on AWS it is a second.
  maxLagMs: 90_000,
} as const satisfies Partial<Limits>;

/** What AWS has and no local cloud does: these stay, whatever the limits are. */
const LOCAL_ALWAYS = {
  maxRequestAgeMs: DRILL_LIMITS.maxRequestAgeMs,
  maxLagMs: DRILL_LIMITS.maxLagMs,
} as const satisfies Partial<Limits>;

/** The orchestrators of a local service, by their names in its topology. */
export const ORCHESTRATORS = [
  { name: 'orch-1', place: 'newark' },
  { name: 'orch-2', place: 'frankfurt' },
  { name: 'orch-3', place: 'london' },
] as const;

/**
 * As by default, but for a machine on which a whole cloud runs: a region may answer late. A drill that loses a region twice
 * does not wait for a person in between.
 */
const ORCHESTRATION = { lookEveryMs: 1_000, lookLimitMs: 3_000, pauseMs: 0 } as const;

/** The local cloud as an `understudy.yaml`, the same kind of file that a service in production has. */
export function writeTopology({ data, witness, limits = 'local' }: TopologyFacts): string {
  const [times, orchestration] =
    limits === 'local' ? [DRILL_LIMITS, ORCHESTRATION] : [LOCAL_ALWAYS, { pauseMs: ORCHESTRATION.pauseMs }];
  const region = (indent: string, { name, endpoint }: TopologyFacts['witness']) => [
    `${indent}- name: ${name}`,
    `${indent}  endpoint: ${endpoint}`,
  ];
  return [
    '# The local cloud of one drill, written by it; gone when it ends.',
    `service: ${SERVICE}`,
    '',
    'regions:',
    '  data: # the first is the first writer',
    ...data.flatMap((each) => region('    ', each)),
    '  witness: # keeps the route',
    '    endpoints:',
    ...region('      ', witness),
    '',
    'tables:',
    ...TABLES.map((name) => `  - name: ${name}`),
    '',
    'limits:',
    ...Object.entries(times).map(([name, value]) => `  ${name}: ${String(value)}`),
    '',
    'orchestrator:',
    '  automatic: true',
    '  observers: # in three places, were they not on one machine',
    ...ORCHESTRATORS.map(({ name, place }) => `    - { name: ${name}, place: ${place} }`),
    ...Object.entries(orchestration).map(([name, value]) => `  ${name}: ${String(value)}`),
    '',
    'client:',
    '  reads: any # the writer; the standby where it does not answer',
    '',
  ].join('\n');
}
