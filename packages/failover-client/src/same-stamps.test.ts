import { describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { merging } from '@understudy/route/testing';
import { stripItem } from '@understudy/versions';
import { driveEngine, never } from './test-support/drive-engine.ts';
import { simulatedService, TABLE as TableName } from './test-support/simulated-service.ts';

const WRITER = 'us-east-1';
const Key = { pk: { S: 'a' } };
const transaction = (ClientRequestToken: string, ...versions: string[]) =>
  new TransactWriteItemsCommand({
    ClientRequestToken,
    TransactItems: versions.map((v, at) => ({
      Put: { TableName, Item: { pk: { S: at === 0 ? 'a' : String(at) }, v: { S: v } } },
    })),
  });

describe('stamps of transactions with a ClientRequestToken', () => {
  it('let a delete return exactly what it deleted, whatever is written meanwhile (fault D11)', async () => {
    const { client, database, lease, hooks, items } = await simulatedService();
    lease.set(merging(WRITER, 2));
    // The item as the second transaction leaves it.
    await client.send(transaction('second', 'written meanwhile'));
    const [meanwhile] = await items();
    await client.send(transaction('first', 'read before'));
    const deleted: unknown[] = [];
    hooks.before = (operation, input) => {
      const { TransactItems: parts = [] } = input as { TransactItems?: { Delete?: object }[] };
      if (operation !== 'TransactWriteItems' || parts[0]?.Delete === undefined) return;
      if (deleted.length === 0) database.perform('PutItem', { TableName, Item: meanwhile });
      deleted.push(database.perform('GetItem', { TableName, Key }).Item);
    };
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }),
    );
    expect(await items()).toEqual([]);
    expect(Attributes).toEqual(stripItem(deleted.at(-1), 'understudy:v'));
    expect(Attributes).toMatchObject({ v: { S: 'written meanwhile' } });
    client.destroy();
  });

  it('are the same for a repeat, and differ from part to part and from token to token (fault D11)', async () => {
    const { client, database, items } = await simulatedService();
    await client.send(transaction('token', 'x', 'y'));
    const first = await items();
    await client.send(transaction('token', 'x', 'y'));
    expect(await items()).toEqual(first);
    database.perform('DeleteItem', { TableName, Key });
    database.perform('DeleteItem', { TableName, Key: { pk: { S: '1' } } });
    await client.send(transaction('other', 'x', 'y'));
    const stamps = [...first, ...(await items())].map((item) => item['understudy:v']?.S);
    expect(new Set(stamps).size).toBe(4);
    client.destroy();
  });

  it('differ between a lost attempt and its repeat, unless a token makes the repeat recognisable (fault D11)', async () => {
    const stampsOf = async (operation: string, input: object) => {
      let lost = 1;
      const { clock, run, sent } = driveEngine(() => ((lost -= 1) >= 0 ? never() : Promise.resolve({})));
      const served = run(operation, input);
      await clock.advance(10_000);
      await served;
      return new Set(sent.map((one) => /"(\d{10}\|[^"]+)"/.exec(JSON.stringify(one.input))?.[1])).size;
    };
    const put = { TableName, Item: Key };
    expect(await stampsOf('PutItem', put)).toBe(2);
    expect(await stampsOf('TransactWriteItems', { TransactItems: [{ Put: put }] })).toBe(1);
  });
});
