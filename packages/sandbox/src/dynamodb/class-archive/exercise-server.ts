import { unsignedHeaders } from '../unsigned-headers.ts';

const LIMIT_MS = 20_000;
const TableName = 'things';
const Key = { pk: { S: 'a' }, sk: { N: '1' } };
const ExpressionAttributeNames = { '#a': 'a' };
const ExpressionAttributeValues = { ':a': { S: '1' } };
const NAMES = { ExpressionAttributeNames, ExpressionAttributeValues };
const CONDITION = 'attribute_not_exists(pk) OR #a < :a';

const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'a', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-a',
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

const item = (number: number) => ({
  pk: { S: 'a' },
  sk: { N: `${number}` },
  a: { S: '1' },
  n: { N: '1.5' },
  bytes: { B: 'AAECAw==' },
  is: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ S: 'x' }, { M: { deep: { N: '1' } } }] },
  set: { SS: ['x', 'y'] },
});

const put = {
  TableName,
  ConditionExpression: CONDITION,
  ...NAMES,
};
const returned = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
const update = {
  TableName,
  Key,
  UpdateExpression: 'SET #a = :a, m = if_not_exists(m, :m) ADD n :n REMOVE nothing',
  ExpressionAttributeNames,
  ExpressionAttributeValues: { ...ExpressionAttributeValues, ':m': { M: {} }, ':n': { N: '1' } },
};

/** What applications, the replicator and the tests ask of a table; each once, since loading a class takes one. */
const REQUESTS: readonly (readonly [operation: string, body: unknown])[] = [
  ['ListTables', {}],
  ['CreateTable', TABLE],
  ['DescribeTable', { TableName }],
  ['PutItem', { ...put, Item: item(1) }],
  ['PutItem', { ...put, Item: item(1), ...returned }],
  ['PutItem', { TableName, Item: { pk: { S: 'a' } } }],
  ['GetItem', { TableName, Key, ConsistentRead: true }],
  ['UpdateItem', { ...update, ReturnValues: 'ALL_NEW', ReturnConsumedCapacity: 'TOTAL' }],
  ['UpdateItem', { ...update, ConditionExpression: 'n = :n AND begins_with(#a, :a)', ...returned }],
  ['Query', { TableName, KeyConditionExpression: 'pk = :a', ExpressionAttributeValues, Limit: 1 }],
  ['Query', { TableName, IndexName: 'by-a', KeyConditionExpression: '#a = :a', ...NAMES }],
  ['Scan', { TableName, FilterExpression: '#a = :a', ...NAMES, Segment: 0, TotalSegments: 2 }],
  ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item(2) } }] } }],
  ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [Key] } } }],
  ['TransactWriteItems', { TransactItems: [{ Put: { ...put, Item: item(3) } }, { Update: update }] }],
  ['TransactWriteItems', { TransactItems: [{ Put: { ...put, Item: item(1) } }] }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }] }],
  ['DescribeTimeToLive', { TableName }],
  ['DeleteItem', { TableName, Key, ReturnValues: 'ALL_OLD' }],
];

/**
 * Has a DynamoDB Local answer requests of each kind, so that it loads the classes for them. What it answers is
 * not checked: one that refuses some of them is as welcome.
 * @returns the status of each answer
 */
export async function exerciseServer(port: number, region: string): Promise<readonly number[]> {
  const statuses: number[] = [];
  const ask = async (target: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: unsignedHeaders(target, region),
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    statuses.push(answer.status);
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  };
  const stream = (operation: string, body: unknown) => ask(`DynamoDBStreams_20120810.${operation}`, body);

  for (const [operation, body] of REQUESTS) await ask(`DynamoDB_20120810.${operation}`, body);
  const { Streams } = (await stream('ListStreams', { TableName })) as StreamList;
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = (await stream('DescribeStream', { StreamArn })) as StreamAnswer;
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const { ShardIterator } = await stream('GetShardIterator', {
    StreamArn,
    ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  await stream('GetRecords', { ShardIterator });
  await ask('DynamoDB_20120810.DeleteTable', { TableName });
  return statuses;
}

interface StreamList {
  readonly Streams?: readonly { readonly StreamArn: string }[];
}

interface StreamAnswer {
  readonly StreamDescription?: { readonly Shards?: readonly { readonly ShardId: string }[] };
}
