import { DescribeTableCommand, GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  isUnderstudyError,
  limitTime,
  systemClock,
  type Clock,
  type UnderstudyError,
} from '@understudy/core';
import { linkId, LINKS_TABLE } from '@understudy/links';
import { askRegion } from './ask-region.ts';
import { ServiceError, type ServiceErrorCode } from './errors.ts';
import type { OpenedService } from './open-service.ts';
import { regionOfArn } from './region-of-arn.ts';

/** A link's records lie in its target region alone; this many tables are asked about. */
const MOST_TABLES = 5;

const NOT_AUTHENTICATED: ReadonlySet<string> = new Set<ServiceErrorCode>([
  'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
  'UND_SERVICE_NOT_AUTHENTICATED',
]);

/** What AWS says to a request that is signed for another region. */
const SCOPE = /Credential should be scoped to a valid region/i;

/**
 * Refuses a topology whose endpoints answer for other regions than it says: by the region in the ARN of a table, by
 * the links that lie in a region which is not their target, or by the signature that AWS expects. Only reads are
 * sent. What can't be read, or takes longer than one attempt may, proves nothing: a region that is down stops nothing.
 * Credentials that neither region accepts are refused, too.
 * @throws ServiceError `UND_SERVICE_REGIONS_SWAPPED`, `UND_SERVICE_NOT_AUTHENTICATED`, `UND_SERVICE_CREDENTIALS_UNAVAILABLE`
 */
export async function checkIdentity(
  service: OpenedService,
  { clock = systemClock() }: { readonly clock?: Clock } = {},
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
    if (answersFor === undefined || answersFor === region) continue;
    const endpoint = service.topology.regions.data.find(({ name }) => name === region)?.endpoint;
    throw new ServiceError('UND_SERVICE_REGIONS_SWAPPED', {
      what: `${endpoint ?? `The endpoint of ${region}`} answers for ${answersFor}, not for ${region}.`,
      details: { region, answersFor, endpoint },
    });
  }
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
}

async function lookFor(pair: Pair, service: OpenedService, signal: AbortSignal): Promise<Proof> {
  const client = service.dataClient(pair.region);
  const tables = service.topology.tables.slice(0, MOST_TABLES).map(({ name }) => name);
  const [byTable, byLinks] = await Promise.all([
    proveByTable(client, pair.region, tables[0] ?? LINKS_TABLE, signal),
    regionByLinks(client, tables, pair, signal),
  ]);
  return byLinks === undefined ? byTable : { answersFor: byLinks, ...byTable };
}

async function proveByTable(
  client: DynamoDBClient,
  region: string,
  table: string,
  abortSignal: AbortSignal,
): Promise<Proof> {
  try {
    const { Table } = await askRegion({ region, action: 'DescribeTable', table }, () =>
      client.send(new DescribeTableCommand({ TableName: table }), { abortSignal }),
    );
    const answersFor = regionOfArn(Table?.TableArn);
    return answersFor === undefined ? {} : { answersFor };
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    if (SCOPE.test(error.what)) return { answersFor: 'another region' };
    return NOT_AUTHENTICATED.has(error.code) ? { refused: error } : {};
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
      Promise.all(tables.map((table) => has(table, other, region))),
      Promise.all(tables.map((table) => has(table, region, other))),
    ]);
    return foreign.includes(true) && !own.includes(true) ? other : undefined;
  } catch {
    return undefined;
  }
}
