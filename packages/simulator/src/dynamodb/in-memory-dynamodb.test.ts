import { describe, expect, it } from '@jest/globals';
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsServiceException } from '@aws-sdk/client-dynamodb-streams';
import { isUnderstudyError } from '@understudy/core';
import { putAll, smallTable, TABLE } from '../test-support/small-table.ts';

const item = { pk: { S: 'a' }, l: { L: [{ B: Uint8Array.of(1) }] } };

async function rejection(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('the seam', () => {
  it('answers commands of both clients, with metadata', async () => {
    const { database, streamArn } = smallTable();
    const put = await database.client.send(new PutItemCommand({ TableName: TABLE, Item: item }));
    expect(put.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1, requestId: 'us-east-1-2' });
    const described = await database.streamsClient.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    expect(described.StreamDescription?.TableName).toBe(TABLE);
  });

  it('has done its work when send returns, before the promise is awaited', () => {
    const { database } = smallTable();
    void database.send(new PutItemCommand({ TableName: TABLE, Item: item }));
    expect(database.perform('GetItem', { TableName: TABLE, Key: { pk: item.pk } }).Item).toEqual(item);
  });

  it('rejects with the clients’ own exception classes', async () => {
    const { database } = smallTable();
    const failing = { TableName: TABLE, Item: item, ConditionExpression: 'attribute_exists(pk)' };
    const failed = await rejection(database.client.send(new PutItemCommand(failing)));
    expect(failed).toBeInstanceOf(ConditionalCheckFailedException);
    expect(failed).toMatchObject({
      name: 'ConditionalCheckFailedException',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, requestId: 'us-east-1-2' },
    });
    const invalid = await rejection(database.client.send(new GetItemCommand({ TableName: TABLE, Key: {} })));
    expect(invalid).toBeInstanceOf(DynamoDBServiceException);
    expect(invalid).toMatchObject({ name: 'ValidationException', $fault: 'client' });
    const missing = await rejection(
      database.streamsClient.send(new DescribeStreamCommand({ StreamArn: 'none' })),
    );
    expect(missing).toBeInstanceOf(DynamoDBStreamsServiceException);
  });

  it('does nothing for an aborted signal', async () => {
    const { database } = smallTable();
    const abortSignal = AbortSignal.abort();
    const command = new PutItemCommand({ TableName: TABLE, Item: item });
    expect(await rejection(database.send(command, { abortSignal }))).toMatchObject({ name: 'AbortError' });
    expect(database.perform('Scan', { TableName: TABLE }).Count).toBe(0);
  });

  it('refuses what it would have to ignore', async () => {
    const { database } = smallTable();
    const unknown = await rejection(
      database.client.send(new ExecuteStatementCommand({ Statement: 'SELECT' })),
    );
    expect(isUnderstudyError(unknown, 'UND_SIMULATOR_OPERATION_UNSUPPORTED')).toBe(true);
    const legacy = new GetItemCommand({ TableName: TABLE, Key: { pk: item.pk }, AttributesToGet: ['l'] });
    const ignored = await rejection(database.client.send(legacy));
    expect(isUnderstudyError(ignored, 'UND_SIMULATOR_PARAMETER_UNSUPPORTED')).toBe(true);
  });

  it('shares nothing with its callers', () => {
    const { database } = smallTable();
    const bytes = Uint8Array.of(1);
    const mine = { pk: { S: 'a' }, l: { L: [{ B: bytes }] } };
    database.perform('PutItem', { TableName: TABLE, Item: mine });
    bytes[0] = 9;
    mine.l.L.push({ B: bytes });
    const key = { TableName: TABLE, Key: { pk: item.pk } };
    const read = database.perform('GetItem', key).Item;
    expect(read).toEqual(item);
    read?.l?.L?.pop();
    expect(database.perform('GetItem', key).Item).toEqual(item);
  });
});

describe('the same history', () => {
  const history = (digits: string) => {
    const small = smallTable({ shardsPerStream: 2 });
    putAll(small.database, ['a', 'b', digits]);
    small.database.stream(TABLE).splitShard();
    small.clock.nowMs += 5;
    small.database.perform('DeleteItem', { TableName: TABLE, Key: { pk: { S: 'a' } } });
    return small.database;
  };

  it('has the same text and digest; another one has others', () => {
    expect(history('c').serialise()).toBe(history('c').serialise());
    expect(history('c').digest()).toBe(history('c').digest());
    expect(history('c').digest()).not.toBe(history('d').digest());
    expect(history('c').serialise()).toContain('"pk":S"c"');
  });

  it('goes on in a clone, apart from the one it was cloned from', () => {
    const original = history('c');
    const before = original.serialise();
    const copy = original.clone();
    expect(copy.serialise()).toBe(before);
    putAll(copy, ['e', 'b'], 50);
    copy.stream(TABLE).trim();
    copy.stream(TABLE).rollShard();
    expect(original.serialise()).toBe(before);
    putAll(original, ['e', 'b'], 50);
    original.stream(TABLE).trim();
    original.stream(TABLE).rollShard();
    expect(copy.serialise()).toBe(original.serialise());
  });

  it('can go on in a clone on another clock', () => {
    const { database } = smallTable();
    const copy = database.clone({ wallMs: () => 0 });
    putAll(copy, ['a']);
    expect(copy.serialise()).toContain(' INSERT {"pk":S"a"}  {"n":N0,"pk":S"a"} 0 ');
  });
});

describe('the time to live', () => {
  it('removes as many as requested, and never what ended more than five years ago', () => {
    const { database, clock } = smallTable();
    const TimeToLiveSpecification = { AttributeName: 'until', Enabled: true };
    const put = (pk: string, seconds: number) =>
      database.perform('PutItem', {
        TableName: TABLE,
        Item: { pk: { S: pk }, until: { N: String(seconds) } },
      });
    const now = clock.nowMs / 1000;
    put('ancient', now - 6 * 365 * 86_400);
    put('now', now);
    for (const pk of ['a', 'b', 'c']) put(pk, now - 1);
    expect(database.sweepExpired(TABLE)).toBe(0);
    database.perform('UpdateTimeToLive', { TableName: TABLE, TimeToLiveSpecification });
    expect([
      database.sweepExpired(TABLE, 2),
      database.sweepExpired(TABLE),
      database.sweepExpired(TABLE),
    ]).toEqual([2, 1, 0]);
    expect(database.perform('Scan', { TableName: TABLE }).Count).toBe(2);
  });
});

describe('a token', () => {
  it('is forgotten after ten minutes', () => {
    const { database, clock } = smallTable();
    const add = () =>
      database.perform('TransactWriteItems', {
        ClientRequestToken: 'token',
        TransactItems: [
          {
            Update: {
              TableName: TABLE,
              Key: { pk: { S: 'a' } },
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': { N: '1' } },
            },
          },
        ],
      });
    add();
    clock.nowMs += 599_999;
    add();
    clock.nowMs += 1;
    add();
    const { Item: found } = database.perform('GetItem', { TableName: TABLE, Key: { pk: { S: 'a' } } });
    expect(found?.n).toEqual({ N: '2' });
  });
});
