import { brokenLimits, SIGNATURE_VALIDITY_MS } from '@understudy/core';
import { comparableEndpoint } from './comparable-endpoint.ts';
import { isLoopback } from './is-endpoint.ts';
import { checkOrchestrator } from './check-orchestrator.ts';
import { checkServers } from './check-servers.ts';
import { checkPools } from './check-pools.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkTraffic } from './check-traffic.ts';
import type { TopologyProblemCode } from './errors.ts';
import type { Finding } from './place-problem.ts';
import { listAt, textAt, valueAt, type List } from './value-at.ts';
import { limitsSchema } from './topology-schema.ts';

/**
 * What holds between several values. Each relation is checked on what is there, so that one broken part
 * hides no other: a part of another type than it should be is the schema's to report, and is passed over here.
 */
export function checkRelations(file: unknown): Finding[] {
  const data = listAt(file, ['regions', 'data']);
  const witness = listAt(file, ['regions', 'witness', 'endpoints']);
  const tables = listAt(file, ['tables']);
  const pools = listAt(file, ['pools']);
  return [
    ...checkCounts(data, witness, tables),
    ...checkRepeats(data, 'UND_TOPOLOGY_REGION_DUPLICATE', 'another region'),
    ...checkRepeats(witness, 'UND_TOPOLOGY_REGION_DUPLICATE', 'another region'),
    ...checkRepeats(tables, 'UND_TOPOLOGY_TABLE_DUPLICATE', 'another table'),
    ...checkRepeats(pools, 'UND_TOPOLOGY_POOL_DUPLICATE', 'another pool'),
    ...checkPools(file),
    ...checkTraffic(file),
    ...checkOrchestrator(file),
    ...checkServers(file),
    ...checkWitness(data, witness),
    ...checkEndpoints(data, witness),
    ...checkLimits(file, [...(data?.items ?? []), ...(witness?.items ?? [])]),
  ];
}

function checkCounts(data: List | undefined, witness: List | undefined, tables: List | undefined): Finding[] {
  const findings: Finding[] = [];
  const report = (code: TopologyProblemCode, { path, items }: List, expected: string) =>
    findings.push({ code, path, at: 'value', expected, found: { value: items } });
  if (data !== undefined && data.items.length < 2)
    report('UND_TOPOLOGY_REGIONS_TOO_FEW', data, 'exactly two data regions');
  if (data !== undefined && data.items.length > 2) {
    report(
      'UND_TOPOLOGY_REGIONS_TOO_MANY',
      data,
      "exactly two data regions: the protocol's rules do not suffice for more (a removal of an absent item in a new writer leaves no record for a third, so copies would diverge)",
    );
  }
  if (witness?.items.length === 0)
    report('UND_TOPOLOGY_WITNESS_MISSING', witness, 'at least one region that is no data region');
  if (tables?.items.length === 0) report('UND_TOPOLOGY_TABLES_EMPTY', tables, 'at least one table');
  return findings;
}

function checkWitness(data: List | undefined, witness: List | undefined): Finding[] {
  const regions = new Set((data?.items ?? []).map((item) => textAt(item, 'name')));
  return (witness?.items ?? []).flatMap((item, index) => {
    const name = textAt(item, 'name');
    if (witness === undefined || name === undefined || !regions.has(name)) return [];
    return [
      {
        code: 'UND_TOPOLOGY_WITNESS_IS_DATA_REGION' as const,
        path: [...witness.path, index, 'name'],
        at: 'value' as const,
        expected: 'a region that is no data region, so that losing one of those never loses the route',
        found: { value: name },
      },
    ];
  });
}

/** Regions that one endpoint would answer for; the later one is at fault. */
function checkEndpoints(...lists: readonly (List | undefined)[]): Finding[] {
  const first = new Map<string, string>();
  return lists.flatMap((list) =>
    (list?.items ?? []).flatMap((item, index) => {
      const name = textAt(item, 'name');
      const endpoint = textAt(item, 'endpoint');
      const comparable = name === undefined ? undefined : comparableEndpoint(name, endpoint);
      if (list === undefined || name === undefined || comparable === undefined) return [];
      const before = first.get(comparable);
      // Two entries with one name have a finding already.
      if (before === undefined || before === name) {
        first.set(comparable, name);
        return [];
      }
      return [
        {
          code: 'UND_TOPOLOGY_ENDPOINT_SHARED' as const,
          path: [...list.path, index, ...(endpoint === undefined ? [] : ['endpoint'])],
          at: 'value' as const,
          expected: `a separate endpoint: ${before} has this one`,
          found: { value: endpoint ?? name },
        },
      ];
    }),
  );
}

/** The relations of `core`, and the validity of a signature wherever a request leaves this machine. */
function checkLimits(file: unknown, addresses: readonly unknown[]): Finding[] {
  const given = valueAt(file, ['limits']) ?? {};
  const parsed = limitsSchema.safeParse(given);
  if (!parsed.success) return [];
  const limits = parsed.data;
  const findings: Finding[] = brokenLimits(limits).map(({ limit, value, expected }) => ({
    code: 'UND_TOPOLOGY_LIMITS_CONTRADICT',
    path: ['limits', limit],
    at: 'value',
    expected,
    found: { value, isDefault: valueAt(given, [limit]) === undefined },
  }));
  const allHere =
    addresses.length > 0 && addresses.every((address) => isLoopback(textAt(address, 'endpoint')));
  if (!allHere && limits.maxRequestAgeMs < SIGNATURE_VALIDITY_MS) {
    findings.push({
      code: 'UND_TOPOLOGY_REQUEST_AGE_TOO_SHORT',
      path: ['limits', 'maxRequestAgeMs'],
      at: 'value',
      expected: `at least ${SIGNATURE_VALIDITY_MS}, as long as AWS accepts a signed request, since not every endpoint is a loopback address`,
      found: { value: limits.maxRequestAgeMs },
    });
  }
  return findings;
}
