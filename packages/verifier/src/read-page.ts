import { BatchGetItemCommand, DescribeTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import { keyText, type Item } from '@understudy/versions';
import { VerifierError } from './errors.ts';
import type { CapacityLimit } from './capacity-limit.ts';
import type { Both, VerifiedRegion } from './types.ts';

/** DynamoDB's most keys in one BatchGetItem. */
export const MOST_KEYS = 100;

/** What one read capacity unit brings of eventually consistent reads. */
const BYTES_OF_A_UNIT = 8_192;
const UNITS_OF_A_FULL_PAGE = 128;

const PAUSES = { firstMs: 20, mostMs: 2_000 } as const;

/** A segment of a parallel scan, as DynamoDB counts them. */
export interface SegmentOf {
  readonly segment: number;
  readonly total: number;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where the next one begins; `undefined` at the end. */
  readonly next: Item | undefined;
  /** What it held, in bytes as DynamoDB counts them, near enough. */
  readonly bytes: number;
}

/** One page of a segment, eventually consistent: what differs is read again anyway, and it costs half. */
export async function readPage(
  { client }: VerifiedRegion,
  limit: CapacityLimit,
  table: string,
  { segment, total }: SegmentOf,
  from: Item | undefined,
  mostItems: number | undefined,
  signal?: AbortSignal,
): Promise<Page> {
  const answer = await limit.spend(
    () =>
      client.send(
        new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: total,
          ReturnConsumedCapacity: 'TOTAL',
          ExclusiveStartKey: from,
          Limit: mostItems,
        }),
      ),
    ({ ConsumedCapacity }) => ConsumedCapacity?.CapacityUnits ?? 0,
    signal,
  );
  const units = answer.ConsumedCapacity?.CapacityUnits ?? UNITS_OF_A_FULL_PAGE;
  return { items: answer.Items ?? [], next: answer.LastEvaluatedKey, bytes: units * BYTES_OF_A_UNIT };
}

/** Some keys' items in one region by the texts of their keys; strongly consistent. At most `MOST_KEYS` keys. */
export async function readKeys(
  { client }: VerifiedRegion,
  limit: CapacityLimit,
  table: string,
  keys: readonly Item[],
  keyNames: readonly string[],
  { clock, randomness, signal }: { clock: Clock; randomness: Randomness; signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  let open: readonly Item[] = keys;
  for (let unheard = 0; open.length > 0;) {
    const asked = open;
    const { Responses, UnprocessedKeys } = await limit.spend(
      () =>
        client.send(
          new BatchGetItemCommand({
            RequestItems: { [table]: { Keys: asked.map((key) => ({ ...key })), ConsistentRead: true } },
            ReturnConsumedCapacity: 'TOTAL',
          }),
        ),
      ({ ConsumedCapacity = [] }) =>
        ConsumedCapacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0),
      signal,
    );
    for (const item of Responses?.[table] ?? []) {
      found.set(keyText(Object.fromEntries(keyNames.map((name) => [name, item[name]])) as Item), item);
    }
    open = UnprocessedKeys?.[table]?.Keys ?? [];
    unheard = open.length < asked.length ? 0 : unheard + 1;
    if (unheard > 0) await clock.sleep(backoffMs(unheard, PAUSES, randomness), signal);
  }
  return found;
}

/**
 * The names of a table's key attributes, partition key first; the same in both regions.
 * @throws VerifierError `UND_VERIFIER_TABLE_MISSING`, `UND_VERIFIER_KEY_SCHEMA_DIFFERS`, and what the clients throw
 */
export async function readKeyNames(regions: Both<VerifiedRegion>, table: string): Promise<readonly string[]> {
  const [left, right] = await Promise.all(regions.map((region) => describeKeys(region, table)));
  if (left?.text !== right?.text || left === undefined) {
    throw new VerifierError('UND_VERIFIER_KEY_SCHEMA_DIFFERS', {
      what: `Table ${table} has the key ${String(left?.text)} in ${regions[0].name} and ${String(right?.text)} in ${regions[1].name}.`,
      details: { table },
    });
  }
  return left.names;
}

async function describeKeys({ client, name }: VerifiedRegion, table: string) {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const names = [...(Table?.KeySchema ?? [])]
      .sort((a, b) => (a.KeyType === b.KeyType ? 0 : a.KeyType === 'HASH' ? -1 : 1))
      .map(({ AttributeName = '' }) => AttributeName);
    const typeOf = (attribute: string) =>
      Table?.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === attribute)?.AttributeType;
    return { names, text: names.map((attribute) => `${attribute} ${String(typeOf(attribute))}`).join(', ') };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
    throw new VerifierError('UND_VERIFIER_TABLE_MISSING', {
      what: `There is no table ${table} in ${name}.`,
      details: { table, region: name },
      cause: error,
    });
  }
}
