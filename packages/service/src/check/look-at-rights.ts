import {
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { RightFacts } from './types.ts';

type Key = Record<string, AttributeValue>;

/** A condition that holds for no item: a write with it is authorised, and then refused without a change. */
const NEVER = {
  ConditionExpression: 'attribute_exists(#key) AND attribute_not_exists(#key)',
} as const;

/**
 * Tests what the credentials may do, by reads of one key and by writes whose condition never holds.
 * @throws what `DescribeTable` throws
 */
export async function lookAtRights(
  client: DynamoDBClient,
  tables: readonly string[],
): Promise<readonly RightFacts[]> {
  const each = await Promise.all(
    tables.map(async (table) => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
      return Promise.all(attemptsOn(client, table, keyOf(Table)).map((attempt) => tryAction(table, attempt)));
    }),
  );
  return each.flat();
}

interface Attempt {
  readonly action: string;
  readonly send: () => Promise<unknown>;
}

function attemptsOn(client: DynamoDBClient, table: string, key: Key): readonly Attempt[] {
  const names = { '#key': Object.keys(key)[0] ?? '' };
  const never = { TableName: table, ...NEVER, ExpressionAttributeNames: names };
  return [
    { action: 'GetItem', send: () => client.send(new GetItemCommand({ TableName: table, Key: key })) },
    { action: 'Scan', send: () => client.send(new ScanCommand({ TableName: table, Limit: 1 })) },
    { action: 'PutItem', send: () => client.send(new PutItemCommand({ ...never, Item: key })) },
    { action: 'UpdateItem', send: () => client.send(new UpdateItemCommand({ ...never, Key: key })) },
    { action: 'DeleteItem', send: () => client.send(new DeleteItemCommand({ ...never, Key: key })) },
  ];
}

async function tryAction(table: string, { action, send }: Attempt): Promise<RightFacts> {
  try {
    await send();
    return { action, table, allowed: true, said: '' };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
    if (name === 'ConditionalCheckFailedException') return { action, table, allowed: true, said: '' };
    const allowed = name === 'AccessDeniedException' ? false : 'unknown';
    return { action, table, allowed, said: `${name}: ${message}` };
  }
}

/** A key of the table's form that no application uses. */
function keyOf({ KeySchema = [], AttributeDefinitions = [] }: TableDescription = {}): Key {
  const values: Readonly<Record<string, AttributeValue>> = {
    S: { S: 'understudy-check' },
    N: { N: '0' },
    B: { B: new TextEncoder().encode('understudy-check') },
  };
  return Object.fromEntries(
    KeySchema.map(({ AttributeName = '' }) => {
      const type = AttributeDefinitions.find((each) => each.AttributeName === AttributeName)?.AttributeType;
      return [AttributeName, values[type ?? 'S'] ?? { S: 'understudy-check' }];
    }),
  );
}
