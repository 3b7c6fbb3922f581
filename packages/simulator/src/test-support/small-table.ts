import { InMemoryDynamoDB } from '../dynamodb/in-memory-dynamodb.ts';
import type { DatabaseOptions } from '../dynamodb/options.ts';

export const TABLE = 'small-table';

/** A database with one table (`pk`, a text), whose stream shows both images, at a fixed time. */
export function smallTable(options: Partial<DatabaseOptions> = {}): {
  readonly database: InMemoryDynamoDB;
  readonly clock: { nowMs: number };
  readonly streamArn: string;
} {
  const clock = { nowMs: Date.UTC(2026, 0, 1) };
  const database = new InMemoryDynamoDB({ region: 'us-east-1', wallMs: () => clock.nowMs, ...options });
  const { TableDescription: table } = database.perform('CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  return { database, clock, streamArn: table?.LatestStreamArn ?? '' };
}

/** Puts items of these keys, each with its number. */
export function putAll(database: InMemoryDynamoDB, keys: readonly string[], first = 0): void {
  keys.forEach((pk, at) => {
    database.perform('PutItem', { TableName: TABLE, Item: { pk: { S: pk }, n: { N: String(first + at) } } });
  });
}

/** The keys of a page of records. */
export function keysOf(page: ReturnType<InMemoryDynamoDB['perform']>): string[] {
  const { Records: records = [] } = page as { Records?: { dynamodb?: { Keys?: { pk?: { S?: string } } } }[] };
  return records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
}
