import { setMaxListeners } from 'node:events';
import { DescribeTableCommand, GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  isUnderstudyError,
  limitTime,
  systemClock,
  type Clock,
  type UnderstudyError,
} from '@understudy/core';
import { FENCE_TABLE, linkId, LINKS_TABLE } from '@understudy/links';
import { askRegion } from './ask-region.ts';
import { ServiceError, type ServiceErrorCode } from './errors.ts';
import { mapTables } from './map-tables.ts';
import type { OpenedService } from './open-service.ts';
import { readFenceName } from './read-fence-name.ts';
import { regionOfArn } from './region-of-arn.ts';

/** A link's records lie in its target region alone; this many tables are asked about. */
const MOST_TABLES = 5;

const NOT_AUTHENTICATED: ReadonlySet<string> = new Set<ServiceErrorCode>([
  'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
  'UND_SERVICE_NOT_AUTHENTICATED',
]);

/** What AWS says to a request that is signed for another region. */
const SCOPE = /Credential should be scoped to a valid region/i;

export interface CheckIdentityOptions {
  readonly clock?: Clock;
  /**
   * Whether a region that answers must prove by its fence that it is the one it is taken for: `true` unless given.
   * `false` for what runs before a service is set up.
   */
  readonly mustProve?: boolean;
}

/**
 * Refuses a topology whose endpoints answer for other regions than it says: by the fence that names its region, by the
 * region in the ARN of a table, by the links that lie in a region which is not their target, or by the signature that
 * AWS expects. A region that answers and proves nothing is refused, too. Only reads are
 * sent. What can't be read, or takes longer than one attempt may, proves nothing: a region that is down stops nothing.
 * Credentials that neither region accepts are refused, too.
 * @throws ServiceError `UND_SERVICE_REGIONS_SWAPPED`, `UND_SERVICE_REGION_UNPROVEN`, `UND_SERVICE_NOT_AUTHENTICATED`,
 * `UND_SERVICE_CREDENTIALS_UNAVAILABLE`, `UND_SERVICE_NOT_ALLOWED`
 */
export async function checkIdentity(
  service: OpenedService,
  { clock = systemClock(), mustProve = true }: CheckIdentityOptions = {},
): Promise<void> {
  const [first, second] = service.regions;
  const limitMs = service.topology.limits.attemptTimeoutMs;
  const found = await Promise.all(
    [
      { region: first, other: second },
      { region: second, other: first },
    ].map(async (pair) => {
      const looked = await limitTime((signal) => lookFor(pair, service, signal), { clock, limitMs });
      return { ...pair, ...(looked.met ? looked.value : {}) };
    }),
  );
  const [refusal] = found.flatMap(({ refused }) => (refused === undefined ? [] : [refused]));
  if (refusal !== undefined && found.every(({ refused }) => refused !== undefined)) throw refusal;
  for (const { region, answersFor } of found) {
    if (answersFor !== undefined && answersFor !== region) throw swapped(service, region, answersFor);
  }
  if (!mustProve) return;
  for (const { region, fence, denied } of found) {
    if (denied !== undefined) throw denied;
    if (fence === 'none' || fence === 'unnamed') throw unproven(region, fence);
  }
}

function swapped({ topology }: OpenedService, region: string, answersFor: string): ServiceError {
  const endpoint = topology.regions.data.find(({ name }) => name === region)?.endpoint;
  return new ServiceError('UND_SERVICE_REGIONS_SWAPPED', {
    what: `${endpoint ?? `The endpoint of ${region}`} answers for ${answersFor}, not for ${region}.`,
    details: { region, answersFor, endpoint },
  });
}

function unproven(region: string, fence: 'none' | 'unnamed'): ServiceError {
  const why = fence === 'none' ? 'has no fence of this service' : 'has a fence that does not name its region';
  return new ServiceError('UND_SERVICE_REGION_UNPROVEN', {
    what: `Nothing proves that the endpoint of ${region} answers for ${region}: it ${why} in table ${FENCE_TABLE}.`,
    details: { region, table: FENCE_TABLE },
  });
}

interface Pair {
  readonly region: string;
  readonly other: string;
}

/** What an endpoint proves; nothing where it is empty. */
interface Proof {
  /** The region that it answers for. */
  readonly answersFor?: string;
  /** It does not accept the credentials. */
  readonly refused?: UnderstudyError;
  /** Its fence, where it proves nothing. */
  readonly fence?: 'none' | 'unnamed';
  /** Reading its fence is not allowed. */
  readonly denied?: UnderstudyError;
}

async function lookFor(pair: Pair, service: OpenedService, signal: AbortSignal): Promise<Proof> {
  const client = service.dataClient(pair.region);
  const tables = service.topology.tables.slice(0, MOST_TABLES).map(({ name }) => name);
  // One for each request.
  setMaxListeners(0, signal);
  const [byFence, byTable, byLinks] = await Promise.all([
    proveByFence(service, pair.region, signal),
    proveByTable(client, pair.region, tables[0] ?? LINKS_TABLE, signal),
    regionByLinks(client, tables, pair, signal),
  ]);
  const says = [byFence.answersFor, byTable.answersFor, byLinks];
  // One that contradicts counts, whatever the others say.
  const other = says.find((answersFor) => answersFor !== undefined && answersFor !== pair.region);
  const answersFor = other ?? says.find((said) => said !== undefined);
  return { ...byTable, ...byFence, ...(answersFor !== undefined && { answersFor }) };
}

async function proveByFence(
  service: OpenedService,
  region: string,
  abortSignal: AbortSignal,
): Promise<Proof> {
  return attempt(async () => {
    const sender = service.dataClient(region);
    const fence = await readFenceName({ service: service.topology.service, region, sender, abortSignal });
    return typeof fence === 'string' ? { fence } : { answersFor: fence.names };
  });
}

async function proveByTable(
  client: DynamoDBClient,
  region: string,
  table: string,
  abortSignal: AbortSignal,
): Promise<Proof> {
  const { denied: _mayNotDescribe, ...proof } = await attempt(async () => {
    const { Table } = await askRegion({ region, action: 'DescribeTable', table }, () =>
      client.send(new DescribeTableCommand({ TableName: table }), { abortSignal }),
    );
    const answersFor = regionOfArn(Table?.TableArn);
    return answersFor === undefined ? {} : { answersFor };
  });
  return proof;
}

/** What the refusal of a request proves. */
async function attempt(look: () => Promise<Proof>): Promise<Proof> {
  try {
    return await look();
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    if (SCOPE.test(error.what)) return { answersFor: 'another region' };
    if (NOT_AUTHENTICATED.has(error.code)) return { refused: error };
    return error.code === 'UND_SERVICE_NOT_ALLOWED' ? { denied: error } : {};
  }
}

/** The other region, where links to it lie here and none to this one. */
async function regionByLinks(
  client: DynamoDBClient,
  tables: readonly string[],
  { region, other }: Pair,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const has = async (table: string, source: string, target: string) => {
    const Key = { link: { S: linkId({ table, source, target }) }, part: { S: 'leader' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: LINKS_TABLE, Key }), { abortSignal });
    return Item !== undefined;
  };
  try {
    const [own, foreign] = await Promise.all([
      mapTables(tables, (table) => has(table, other, region)),
      mapTables(tables, (table) => has(table, region, other)),
    ]);
    return foreign.includes(true) && !own.includes(true) ? other : undefined;
  } catch {
    return undefined;
  }
}
