import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, type DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { causeChain } from '@understudy/core';
import { describeTable, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';

/** Whether this process may do something, as far as a harmless request shows it. */
export interface RightCheck {
  readonly region: string;
  readonly table: string;
  /** As rights name it: `PutItem`. */
  readonly action: string;
  /** `unknown`: the request failed for another reason, or could not be sent. */
  readonly allowed: 'yes' | 'no' | 'unknown';
}

export interface CheckedTable {
  readonly region: string;
  readonly table: string;
  readonly sender: Sender;
  /** Given where the table's stream is read. */
  readonly streams?: DynamoDBStreamsClient;
  /** The rights that are wanted: all that can be tried, unless given. */
  readonly wanted?: readonly string[];
}

/**
 * Checks the rights on one table; none where the table does not exist. Nothing is changed.
 * @throws what `askRegion` throws where the table can't be described
 */
export async function checkTableRights({
  region,
  table,
  sender,
  streams,
  wanted,
}: CheckedTable): Promise<readonly RightCheck[]> {
  const description = await askRegion({ region, action: 'DescribeTable', table }, () =>
    describeTable(sender, table),
  );
  if (description === undefined) return [];
  const requests = [...itemRequests(sender, table, probeKey(description))];
  const arn = description.LatestStreamArn;
  if (streams !== undefined && arn !== undefined) {
    const command = new DescribeStreamCommand({ StreamArn: arn, Limit: 1 });
    requests.push(['DescribeStream', () => streams.send(command)]);
  }
  const tried = requests.filter(([action]) => wanted === undefined || wanted.includes(action));
  return Promise.all(
    tried.map(async ([action, request]) => ({ region, table, action, allowed: await isAllowed(request) })),
  );
}

type NamedRequest = readonly [action: string, request: () => Promise<unknown>];

/** Condition of each write: the item exists and does not exist, which never holds. */
function itemRequests(
  sender: Sender,
  TableName: string,
  Key: Record<string, AttributeValue>,
): readonly NamedRequest[] {
  const never = {
    TableName,
    ConditionExpression: 'attribute_exists(#key) AND attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': Object.keys(Key)[0] ?? '' },
  };
  return [
    ['GetItem', () => sender.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))],
    ['PutItem', () => sender.send(new PutItemCommand({ ...never, Item: Key }))],
    ['UpdateItem', () => sender.send(new UpdateItemCommand({ ...never, Key }))],
    ['DeleteItem', () => sender.send(new DeleteItemCommand({ ...never, Key }))],
  ];
}

/** A key of the table's types. */
function probeKey({
  KeySchema = [],
  AttributeDefinitions = [],
}: TableDescription): Record<string, AttributeValue> {
  const values = { S: { S: 'understudy-check' }, N: { N: '0' }, B: { B: new Uint8Array([0]) } } as const;
  return Object.fromEntries(
    KeySchema.map(({ AttributeName: name = '' }) => {
      const { AttributeType: type = 'S' } =
        AttributeDefinitions.find(({ AttributeName }) => AttributeName === name) ?? {};
      return [name, values[type]];
    }),
  );
}

async function isAllowed(request: () => Promise<unknown>): Promise<RightCheck['allowed']> {
  try {
    await request();
    return 'yes';
  } catch (error) {
    const names = [...causeChain(error)].map((cause) => (cause instanceof Error ? cause.name : ''));
    if (names.includes('ConditionalCheckFailedException')) return 'yes';
    return names.includes('AccessDeniedException') ? 'no' : 'unknown';
  }
}
