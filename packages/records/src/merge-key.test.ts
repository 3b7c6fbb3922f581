import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Ancestors } from '@understudy/replicator';
import { withLocalRegion } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import type { DecideOptions } from './decide-options.ts';
import { dropRecord } from './drop-record.ts';
import { mergeKey, type MergeRequest } from './merge-key.ts';
import { readChainOf } from './read-chains.ts';
import { redriveRecord } from './redrive-record.ts';
import { link, openShop, versionAt, type Shop } from './test-support/open-shop.ts';
import type { RecordName, RegionClient } from './types.ts';

const local = withLocalRegion({ beforeAll, afterAll });
let shop: Shop;
beforeAll(async () => {
  shop = await openShop(local());
});
afterAll(async () => {
  await shop.close();
});

const ada: MergeRequest = { by: 'ada', why: 'counted', dryRun: false, trustBase: true };
const named = (id: string): RecordName => ({ kind: 'ledger', link: link(), id });
const counter = (id: string, count: number, more: Item = {}): Item => ({
  id: { S: id },
  count: { N: String(count) },
  ...more,
});
const countOf = async (id: string) => (await shop.itemOf(shop.west, id))?.count?.N;

/** Merges all of an item; `options` may wrap the writer. */
async function merge(id: string, request = ada, options: DecideOptions = shop.service) {
  return mergeKey(await readChainOf(shop.service.records, named(id)), request, options);
}

function through(wrap: (send: RegionClient['send']) => RegionClient['send']): DecideOptions {
  const { writer } = shop.service;
  const send = ((command: never) => writer.send(command)) as RegionClient['send'];
  return { ...shop.service, writer: { send: wrap(send) } };
}

describe('a merge of one item', () => {
  it('is kept with its entries: what was done, by whom, when and from which image (fault N7)', async () => {
    const [id = ''] = await shop.loseChain(
      [counter('kept', 100), counter('kept', 103), counter('kept', 110)],
      counter('kept', 150),
      10,
    );
    expect(await merge(id)).toMatchObject({ is: 'merged', lacked: 2, held: 0 });
    expect(await countOf('kept')).toBe('160');
    const { decisions, state } = await shop.service.records.show(named(id));
    expect(state).toBe('closed');
    expect(decisions).toMatchObject([
      { action: 'merge', by: 'ada', why: 'counted', outcome: 'merged', region: 'eu-central-1' },
    ]);
    expect(decisions[0]?.details).toMatch(/^count: 150 \+ 10 = 160; into 0000000001\|eu-central-1/);
    expect(await merge(id)).toMatchObject({ is: 'by-another' });
    expect(await countOf('kept')).toBe('160');
  });

  it('writes nothing in a dry run, nor where a conflict is open, and says both values (fault N7)', async () => {
    const status = (S: string): Item => ({ status: { S } });
    const [id = ''] = await shop.loseChain(
      [counter('torn', 1, status('open')), counter('torn', 4, status('paid'))],
      counter('torn', 2, status('cancelled')),
      20,
    );
    for (const request of [{ ...ada, dryRun: true }, ada]) {
      expect(await merge(id, request)).toMatchObject({
        is: 'conflict',
        steps: [
          { path: 'count', is: 'added' },
          { path: 'status', is: 'conflict', theirs: { S: 'paid' }, ours: { S: 'cancelled' } },
        ],
      });
      expect(await shop.itemOf(shop.west, 'torn')).toMatchObject(counter('torn', 2, status('cancelled')));
    }
    const decided: MergeRequest = { ...ada, decide: (path) => (path === 'status' ? 'theirs' : undefined) };
    expect(await merge(id, { ...decided, dryRun: true })).toMatchObject({ is: 'merged' });
    expect(await countOf('torn')).toBe('2');
    expect(await merge(id, decided)).toMatchObject({ is: 'merged' });
    expect(await shop.itemOf(shop.west, 'torn')).toMatchObject(counter('torn', 5, status('paid')));
  });
});

describe('a merge of some of the writes of an item', () => {
  it('leaves out what the item was built upon, and asks where nothing tells (fault N7)', async () => {
    const [id = ''] = await shop.loseChain(
      [1, 2, 3, 4].map((n) => counter('held', n)) as [Item, ...Item[]],
      counter('held', 10),
      30,
    );
    expect(await merge(id, { ...ada, trustBase: false })).toMatchObject({ is: 'unsure' });
    await new Ancestors(shop.west).note(link(), { id: { S: 'held' } }, { epoch: 1, ancestor: versionAt(32) });
    expect(await merge(id, { ...ada, trustBase: false })).toMatchObject({ is: 'merged', held: 2, lacked: 1 });
    expect(await countOf('held')).toBe('11');
    const { decisions } = await shop.service.records.show(named(id));
    expect(decisions).toMatchObject([{ outcome: 'stands-already' }]);
  });

  it('leaves entries that a person has dropped out of the sum (fault N7)', async () => {
    const chain = await shop.loseChain(
      [1, 2, 4, 8].map((n) => counter('dropped', n)) as [Item, ...Item[]],
      counter('dropped', 100),
      40,
    );
    await dropRecord(named(chain[1] ?? ''), ada, shop.service);
    expect(await merge(chain[0] ?? '')).toMatchObject({ is: 'merged', lacked: 2 });
    expect(await countOf('dropped')).toBe('105');
  });

  it('adds nothing of the writes that an image contains which a person applied (fault N7)', async () => {
    const chain = await shop.loseChain(
      [1, 2, 4, 8].map((n) => counter('applied', n)) as [Item, ...Item[]],
      counter('applied', 100),
      50,
    );
    await redriveRecord(named(chain[1] ?? ''), { ...ada, takeOver: false }, shop.service);
    expect(await countOf('applied')).toBe('4');
    expect(await shop.service.records.show(named(chain[0] ?? ''))).toMatchObject({ closed: 'contained' });
    expect(await merge(chain[2] ?? '')).toMatchObject({ is: 'merged', lacked: 1 });
    expect(await countOf('applied')).toBe('8');
  });
});

describe('a merge that meets others', () => {
  it('reads again where the item is written meanwhile, and loses none of it (fault N7)', async () => {
    const name = (S: string): Item => ({ name: { S } });
    const [id = ''] = await shop.loseChain(
      [counter('busy', 1, name('a')), counter('busy', 3, name('b'))],
      counter('busy', 10, name('a')),
      60,
    );
    let writes = 0;
    const options = through(
      (send) =>
        (async (command: never) => {
          writes += 1;
          if (writes === 1)
            await shop.service.writer.send(
              new PutItemCommand({
                TableName: 'orders',
                Item: counter('busy', 20, { ...name('a'), seen: { BOOL: true } }),
              }),
            );
          if (writes === 2) {
            await shop.service.writer.send(
              new UpdateItemCommand({
                TableName: 'orders',
                Key: { id: { S: 'busy' } },
                UpdateExpression: 'SET #n = :c',
                ExpressionAttributeNames: { '#n': 'name' },
                ExpressionAttributeValues: { ':c': { S: 'a' } },
              }),
            );
          }
          return send(command);
        }) as RegionClient['send'],
    );
    expect(await merge(id, ada, options)).toMatchObject({ is: 'merged' });
    expect(await shop.itemOf(shop.west, 'busy')).toMatchObject(
      counter('busy', 22, { ...name('b'), seen: { BOOL: true } }),
    );
  });
});

describe('a merge that is left half done', () => {
  it.each([
    ['the answer of its write is lost', true],
    ['its process dies before the write', false],
  ])('is made once where %s (fault N7)', async (how, applied) => {
    const key = `crash ${String(applied)}`;
    const [id = ''] = await shop.loseChain(
      [counter(key, 1), counter(key, 6)],
      counter(key, 50),
      applied ? 70 : 80,
    );
    const dead = new Error(how);
    const dying = through(
      (send) =>
        (async (command: never) => {
          if (applied) await send(command);
          throw dead;
        }) as RegionClient['send'],
    );
    // A process that dies can't look at its seal either.
    const { records } = shop.service;
    let reads = 0;
    const silent = Object.assign(Object.create(records) as typeof records, {
      client: (region: string) => {
        const client = records.client(region);
        const send = (async (command: { readonly input: { readonly ExpressionAttributeValues?: Item } }) => {
          if (command.input.ExpressionAttributeValues?.[':state']?.S === 'revoked') {
            reads += 1;
            throw dead;
          }
          return client.send(command as never);
        }) as unknown as RegionClient['send'];
        return { send };
      },
    });
    await expect(merge(id, ada, { ...dying, records: silent })).rejects.toBe(dead);
    expect(reads).toBe(1);
    expect((await records.show(named(id))).claim).toMatchObject({ action: 'merge', by: 'ada' });
    expect(await merge(id, { ...ada, by: 'bob' })).toMatchObject(
      applied ? { is: 'by-another' } : { is: 'merged' },
    );
    expect(await countOf(key)).toBe('55');
    expect(await records.show(named(id))).toMatchObject({ closed: 'merged' });
  });
});

describe('merges at the same time', () => {
  it('is made once, however many ask for it at the same time (fault N7)', async () => {
    const [id = ''] = await shop.loseChain(
      [counter('raced', 1), counter('raced', 3)],
      counter('raced', 10),
      90,
    );
    const results = await Promise.all(['ada', 'bob', 'cleo'].map((by) => merge(id, { ...ada, by })));
    if (!results.some(({ is }) => is === 'merged')) await merge(id);
    expect(await countOf('raced')).toBe('12');
    expect(await shop.service.records.show(named(id))).toMatchObject({ closed: 'merged' });
  });
});
