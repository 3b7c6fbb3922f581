import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { AUDIT, LINES, ORDERS } from './with-service.ts';

export const TableName = ORDERS;
export const pk = (id: string): Record<string, AttributeValue> => ({ pk: { S: id } });
const old = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** A request, created for each client. */
export type Request = readonly [what: string, send: (client: DynamoDBClient) => Promise<unknown>];

/** The items that the requests below find. */
export const PRESENT: readonly Record<string, AttributeValue>[] = [
  {
    ...pk('a'),
    n: { N: '1' },
    s: { S: 'one' },
    list: { L: [{ N: '1' }, { N: '2' }] },
    set: { SS: ['x', 'y'] },
  },
  { ...pk('b'), map: { M: { c: { S: 'deep' } } } },
];

export const put = (input: Partial<PutItemCommand['input']>) => (client: DynamoDBClient) =>
  client.send(new PutItemCommand({ TableName, Item: { ...pk('a'), n: { N: '2' } }, ...input }));
const update = (input: Partial<UpdateItemCommand['input']>) => (client: DynamoDBClient) =>
  client.send(new UpdateItemCommand({ TableName, Key: pk('a'), ...input }));
const remove = (input: Partial<DeleteItemCommand['input']>) => (client: DynamoDBClient) =>
  client.send(new DeleteItemCommand({ TableName, Key: pk('a'), ...input }));
const transact = (...TransactItems: NonNullable<TransactWriteItemsCommand['input']['TransactItems']>) => {
  return (client: DynamoDBClient) => client.send(new TransactWriteItemsCommand({ TransactItems }));
};
const batch = (RequestItems: BatchWriteItemCommand['input']['RequestItems'], more = {}) => {
  return (client: DynamoDBClient) => client.send(new BatchWriteItemCommand({ RequestItems, ...more }));
};
const one = { ExpressionAttributeValues: { ':x': { N: '1' } } };

/** Every command, with every parameter that matters to the client, well and ill. */
export const REQUESTS: readonly Request[] = [
  ['put', put({})],
  ['put, new', put({ Item: pk('new') })],
  ['put, old values', put({ ReturnValues: 'ALL_OLD' })],
  ['put, old values of nothing', put({ Item: pk('new'), ReturnValues: 'ALL_OLD' })],
  ['put, capacity', put({ ReturnConsumedCapacity: 'TOTAL', ReturnItemCollectionMetrics: 'SIZE' })],
  ['put, condition met', put({ ConditionExpression: 'n = :x OR attribute_not_exists(pk)', ...one })],
  ['put, condition not met', put({ ConditionExpression: 'attribute_not_exists(pk)' })],
  [
    'put, condition not met, old item asked for',
    put({ ConditionExpression: 'attribute_not_exists(pk)', ...old }),
  ],
  [
    'put, condition on nothing',
    put({ Item: pk('new'), ConditionExpression: 'attribute_exists(pk)', ...old }),
  ],
  ['put, expected', put({ Expected: { n: { Value: { N: '1' } } } })],
  ['put, not as expected', put({ Expected: { n: { Exists: false } } })],
  [
    'put, expected one of two',
    put({
      Expected: { n: { Value: { N: '9' } }, s: { ComparisonOperator: 'NOT_NULL' } },
      ConditionalOperator: 'OR',
    }),
  ],
  ['put, without a key', put({ Item: { n: { N: '1' } } })],
  ['put, with a key of another type', put({ Item: { pk: { N: '1' } } })],
  ['put, empty condition', put({ ConditionExpression: '' })],
  [
    'put, condition that closes more than it opens',
    put({ ConditionExpression: 'n = :x) OR (n = :x', ...one }),
  ],
  ['put, value left over', put({ ConditionExpression: 'attribute_exists(pk)', ...one })],
  ['put, both dialects', put({ ConditionExpression: 'n = :x', ...one, Expected: { n: { Exists: false } } })],
  ['put, table that is not there', put({ TableName: 'nowhere' })],

  ['update, nothing', update({})],
  ['update, nothing, new', update({ Key: pk('new'), ReturnValues: 'ALL_NEW' })],
  ['update, set', update({ UpdateExpression: 'SET n = n + :x', ...one, ReturnValues: 'UPDATED_NEW' })],
  [
    'update, set, updated old',
    update({ UpdateExpression: 'SET n = :x', ...one, ReturnValues: 'UPDATED_OLD' }),
  ],
  [
    'update, set new, updated old',
    update({ UpdateExpression: 'SET z = :x', ...one, ReturnValues: 'UPDATED_OLD' }),
  ],
  ['update, remove, updated new', update({ UpdateExpression: 'REMOVE s', ReturnValues: 'UPDATED_NEW' })],
  ['update, remove, updated old', update({ UpdateExpression: 'REMOVE s', ReturnValues: 'UPDATED_OLD' })],
  ['update, all old', update({ UpdateExpression: 'SET n = :x', ...one, ReturnValues: 'ALL_OLD' })],
  [
    'update, all old of nothing',
    update({ Key: pk('new'), UpdateExpression: 'SET n = :x', ...one, ReturnValues: 'ALL_OLD' }),
  ],
  [
    'update, all clauses',
    update({
      UpdateExpression: 'REMOVE list[0] SET #s = :s ADD n :x DELETE #set :y',
      ExpressionAttributeNames: { '#s': 's', '#set': 'set' },
      ExpressionAttributeValues: { ':s': { S: 'two' }, ':x': { N: '5' }, ':y': { SS: ['x'] } },
      ReturnValues: 'ALL_NEW',
    }),
  ],
  [
    'update, deep',
    update({ Key: pk('b'), UpdateExpression: 'SET map.c = :x', ...one, ReturnValues: 'UPDATED_NEW' }),
  ],
  [
    'update, condition not met',
    update({ UpdateExpression: 'SET n = :x', ...one, ConditionExpression: 'n > :x', ...old }),
  ],
  [
    'update, condition not met, removing',
    update({ UpdateExpression: 'REMOVE s', ConditionExpression: 'n > :x', ...one }),
  ],
  [
    'update, condition met, removing',
    update({ UpdateExpression: 'REMOVE s', ConditionExpression: 'n = :x', ...one }),
  ],
  ['update, empty expression', update({ UpdateExpression: '' })],
  ['update, expression that is none', update({ UpdateExpression: 'SET n' })],
  ['update, a clause twice', update({ UpdateExpression: 'SET n = :x SET s = :x', ...one })],
  ['update, a path twice', update({ UpdateExpression: 'SET n = :x, n = :x', ...one })],
  ['update, of the key', update({ UpdateExpression: 'SET pk = :x', ...one })],
  ['update, of a string by a number', update({ UpdateExpression: 'ADD s :x', ...one })],
  [
    'update, legacy put and delete',
    update({
      AttributeUpdates: { n: { Value: { N: '7' } }, s: { Action: 'DELETE' } },
      ReturnValues: 'ALL_NEW',
    }),
  ],
  [
    'update, legacy add and delete of elements',
    update({
      AttributeUpdates: {
        n: { Action: 'ADD', Value: { N: '7' } },
        set: { Action: 'DELETE', Value: { SS: ['x'] } },
        list: { Action: 'ADD', Value: { L: [{ S: 'z' }] } },
      },
      ReturnValues: 'ALL_NEW',
    }),
  ],
  [
    'update, legacy, new',
    update({ Key: pk('new'), AttributeUpdates: { n: { Action: 'ADD', Value: { N: '7' } } } }),
  ],
  ['update, legacy, nothing', update({ Key: pk('new'), AttributeUpdates: {} })],
  [
    'update, legacy, expected',
    update({ AttributeUpdates: { n: { Value: { N: '7' } } }, Expected: { s: { Value: { S: 'one' } } } }),
  ],
  [
    'update, legacy, not expected',
    update({ AttributeUpdates: { n: { Value: { N: '7' } } }, Expected: { s: { Value: { S: 'no' } } } }),
  ],

  ['delete', remove({})],
  ['delete, nothing', remove({ Key: pk('new') })],
  ['delete, old values', remove({ ReturnValues: 'ALL_OLD' })],
  ['delete, old values of nothing', remove({ Key: pk('new'), ReturnValues: 'ALL_OLD' })],
  ['delete, condition met', remove({ ConditionExpression: 'n = :x', ...one })],
  ['delete, condition not met', remove({ ConditionExpression: 'n > :x', ...one })],
  [
    'delete, condition not met, old item asked for',
    remove({ ConditionExpression: 'n > :x', ...one, ...old }),
  ],
  [
    'delete, condition not met, old values asked for',
    remove({ ConditionExpression: 'n > :x', ...one, ReturnValues: 'ALL_OLD', ...old }),
  ],
  [
    'delete, condition on nothing',
    remove({ Key: pk('new'), ConditionExpression: 'attribute_exists(pk)', ...old }),
  ],
  [
    'delete, expected',
    remove({ Expected: { n: { ComparisonOperator: 'LT', AttributeValueList: [{ N: '2' }] } } }),
  ],
  [
    'delete, not as expected',
    remove({ Expected: { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '2' }] } } }),
  ],
  ['delete, key of another shape', remove({ Key: { ...pk('a'), sk: { N: '1' } } })],
  ['delete, table that is not there', remove({ TableName: 'nowhere' })],

  [
    'transaction of all kinds',
    transact(
      { Put: { TableName, Item: pk('new') } },
      { Update: { TableName, Key: pk('a'), UpdateExpression: 'ADD n :x', ...one } },
      { Delete: { TableName, Key: pk('b') } },
      { ConditionCheck: { TableName, Key: pk('c'), ConditionExpression: 'attribute_not_exists(pk)' } },
      { Put: { TableName: AUDIT, Item: pk('new') } },
      { Put: { TableName: LINES, Item: { ...pk('a'), sk: { N: '1.0' } } } },
    ),
  ],
  [
    'transaction, cancelled by one part',
    transact(
      { Put: { TableName, Item: pk('new') } },
      {
        Update: {
          TableName,
          Key: pk('a'),
          UpdateExpression: 'ADD n :x',
          ConditionExpression: 'n > :x',
          ...one,
          ...old,
        },
      },
      { Delete: { TableName, Key: pk('b') } },
    ),
  ],
  [
    'transaction, cancelled by two parts, one asking for the old item',
    transact(
      { Delete: { TableName, Key: pk('a'), ConditionExpression: 'n > :x', ...one } },
      { Delete: { TableName, Key: pk('b'), ConditionExpression: 'attribute_not_exists(pk)', ...old } },
    ),
  ],
  [
    'transaction, cancelled by a check',
    transact(
      { ConditionCheck: { TableName, Key: pk('a'), ConditionExpression: 'n > :x', ...one, ...old } },
      { Delete: { TableName, Key: pk('b') } },
    ),
  ],
  [
    'transaction, the same item twice',
    transact({ Delete: { TableName, Key: pk('a') } }, { Put: { TableName, Item: pk('a') } }),
  ],
  ['transaction, of nothing', transact()],
  [
    'transaction, too many',
    transact(...Array.from({ length: 101 }, (_, at) => ({ Put: { TableName, Item: pk(String(at)) } }))),
  ],
  ['transaction, invalid', transact({ Update: { TableName, Key: pk('a'), UpdateExpression: 'SET n' } })],

  [
    'batch',
    batch({
      [TableName]: [{ PutRequest: { Item: pk('new') } }, { DeleteRequest: { Key: pk('a') } }],
      [AUDIT]: [{ PutRequest: { Item: pk('x') } }],
    }),
  ],
  [
    'batch, capacity',
    batch(
      { [TableName]: [{ PutRequest: { Item: pk('new') } }, { DeleteRequest: { Key: pk('zz') } }] },
      { ReturnConsumedCapacity: 'TOTAL' },
    ),
  ],
  ['batch, of other tables', batch({ [AUDIT]: [{ PutRequest: { Item: pk('x') } }] })],
  [
    'batch, the same item twice',
    batch({ [TableName]: [{ PutRequest: { Item: pk('a') } }, { DeleteRequest: { Key: pk('a') } }] }),
  ],
  [
    'batch, the same number twice',
    batch({ [LINES]: ['1', '1.0'].map((N) => ({ PutRequest: { Item: { ...pk('a'), sk: { N } } } })) }),
  ],
  [
    'batch, too many',
    batch({ [TableName]: Array.from({ length: 26 }, (_, at) => ({ PutRequest: { Item: pk(String(at)) } })) }),
  ],
  ['batch, of nothing', batch({})],
  ['batch, of no requests', batch({ [TableName]: [] })],
  ['batch, table that is not there', batch({ nowhere: [{ PutRequest: { Item: pk('x') } }] })],

  ['get', (client) => client.send(new GetItemCommand({ TableName, Key: pk('a') }))],
  ['get, nothing', (client) => client.send(new GetItemCommand({ TableName, Key: pk('new') }))],
  [
    'get, projected',
    (client) => client.send(new GetItemCommand({ TableName, Key: pk('a'), ProjectionExpression: 'n' })),
  ],
  [
    'get, projected to nothing',
    (client) => client.send(new GetItemCommand({ TableName, Key: pk('a'), ProjectionExpression: 'nothing' })),
  ],
  [
    'get, legacy',
    (client) => client.send(new GetItemCommand({ TableName, Key: pk('a'), AttributesToGet: ['n'] })),
  ],
  [
    'query',
    (client) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: 'a' } },
        }),
      ),
  ],
  [
    'query, count',
    (client) =>
      client.send(
        new QueryCommand({
          TableName,
          Select: 'COUNT',
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: 'a' } },
        }),
      ),
  ],
  ['scan', (client) => client.send(new ScanCommand({ TableName }))],
  ['scan, a page', (client) => client.send(new ScanCommand({ TableName, Limit: 1 }))],
  [
    'batch get',
    (client) =>
      client.send(
        new BatchGetItemCommand({
          RequestItems: { [TableName]: { Keys: [pk('a'), pk('new')] }, [AUDIT]: { Keys: [pk('x')] } },
        }),
      ),
  ],
  [
    'transact get',
    (client) =>
      client.send(
        new TransactGetItemsCommand({
          TransactItems: [{ Get: { TableName, Key: pk('a') } }, { Get: { TableName, Key: pk('new') } }],
        }),
      ),
  ],
  [
    'partiql',
    (client) =>
      client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "${TableName}" WHERE pk = 'a'` })),
  ],
  [
    'partiql write to another table',
    (client) =>
      client.send(new ExecuteStatementCommand({ Statement: `INSERT INTO "${AUDIT}" VALUE {'pk': 'q'}` })),
  ],
  ['list tables', (client) => client.send(new ListTablesCommand({}))],
  [
    'describe a table that is not there',
    (client) => client.send(new DescribeTableCommand({ TableName: 'nowhere' })),
  ],
];
