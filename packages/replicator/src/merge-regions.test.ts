import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { propertyRuns, seededRandomness } from '@understudy/core/testing';
import { withLocalCloud } from '@understudy/sandbox';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  encodeVersion,
  markedStamp,
  putTombstone,
  replicatedStamp,
  tombstoneKey,
  type Item,
} from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { Ancestors } from './state/ancestors.ts';
import type { LedgerEntry } from './state/ledger.ts';
import { EAST, QUICK_LIMITS, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;
const key = (id: string): Item => ({ id: { S: id } });

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `merged-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  await cloud().region(EAST).faults.liftAll();
  await cloud().region(WEST).faults.liftAll();
  await regions.end();
});

const bothAreEqual = async () => {
  const east = await regions.items(EAST, table, ['id']);
  expect(await regions.items(WEST, table, ['id'])).toEqual(east);
  return east;
};

describe('after a failover, when the old writer is back', () => {
  it('each key ends with the later epoch, in both regions, and the ledger holds both images of what lost', async () => {
    const worker = await regions.work([table]);
    for (const id of ['same', 'changed', 'deleted-east', 'deleted-west', 'deleted-both']) {
      await regions.put(EAST, table, { ...key(id), by: { S: 'before' } });
    }
    await regions.drained(table);
    await worker.stop();

    // The tail: acknowledged in the east and not replicated.
    await regions.put(EAST, table, { ...key('changed'), by: { S: 'east' } });
    await regions.put(EAST, table, { ...key('deleted-west'), by: { S: 'east' } });
    await regions.put(EAST, table, { ...key('only-east'), by: { S: 'east' } });
    await regions.delete(EAST, table, key('deleted-east'));
    await regions.delete(EAST, table, key('deleted-both'));
    await regions.move(WEST, 'failover');
    await regions.put(WEST, table, { ...key('changed'), by: { S: 'west' } });
    await regions.put(WEST, table, { ...key('only-west'), by: { S: 'west' } });
    await regions.set(WEST, table, key('deleted-east'), 'by', { S: 'west' });
    await regions.delete(WEST, table, key('deleted-west'));
    await regions.delete(WEST, table, key('deleted-both'));

    await regions.work([table]);
    await regions.drained(table);
    expect(await bothAreEqual()).toEqual({
      '[["id","S","same"]]': { ...key('same'), by: { S: 'before' } },
      '[["id","S","changed"]]': { ...key('changed'), by: { S: 'west' } },
      '[["id","S","deleted-east"]]': { ...key('deleted-east'), by: { S: 'west' } },
      '[["id","S","only-east"]]': { ...key('only-east'), by: { S: 'east' } },
      '[["id","S","only-west"]]': { ...key('only-west'), by: { S: 'west' } },
    });
    const lost: Readonly<Record<string, LedgerEntry>> = Object.fromEntries(
      (await regions.ledger(table, EAST)).map((entry) => [entry.key.id?.S ?? '', entry] as const),
    );
    expect(lost).toMatchObject({
      changed: {
        reason: 'later-version',
        lost: { kind: 'put' },
        won: { kind: 'item' },
        images: { lost: { by: { S: 'east' } }, won: { by: { S: 'west' } } },
      },
      'deleted-west': {
        lost: { kind: 'put' },
        won: { kind: 'tombstone' },
        images: { lost: { by: { S: 'east' } } },
      },
      'deleted-east': {
        lost: { kind: 'remove' },
        won: { kind: 'item' },
        images: { won: { by: { S: 'west' } } },
      },
      'deleted-both': { lost: { kind: 'remove' }, won: { kind: 'tombstone' } },
    });
    expect(Object.keys(lost)).toHaveLength(4);
    expect(await regions.ledger(table, WEST)).toEqual([]);
  });
});

describe('what a merge builds on', () => {
  it('is an entry with the image before it for each write that lost, also where a link coalesces them (fault N7)', async () => {
    const worker = await regions.work([table]);
    await regions.put(EAST, table, { ...key('counter'), n: { N: '100' } });
    await regions.drained(table);
    await worker.stop();
    for (let n = 101; n <= 110; n += 1) await regions.set(EAST, table, key('counter'), 'n', { N: `${n}` });
    await regions.move(WEST, 'failover');
    await regions.set(WEST, table, key('counter'), 'n', { N: '500' });
    await regions.work([table]);
    await regions.drained(table);
    const lost = await regions.ledger(table, EAST);
    expect(lost.map(({ base, images }) => [base, images.base?.n?.N, images.lost?.n?.N])).toEqual(
      Array.from({ length: 10 }, (_one, at) => ['item', `${100 + at}`, `${101 + at}`]),
    );
  });

  it('is a note of what the new writer built upon, and distinguishes writes that it had from those it lacked (fault N7)', async () => {
    const worker = await regions.work([table]);
    for (const n of [1, 2]) await regions.put(EAST, table, { ...key('had'), n: { N: `${n}` } });
    await regions.drained(table);
    await worker.stop();
    const arrived = (await regions.get(WEST, table, key('had')))?.[DEFAULT_STAMP_ATTRIBUTE]?.S;
    await regions.put(EAST, table, { ...key('had'), n: { N: '3' } });
    await regions.move(WEST, 'failover');
    for (const n of ['10', '11']) await regions.set(WEST, table, key('had'), 'n', { N: n });
    await regions.put(WEST, table, key('created'));
    await regions.work([table]);
    await regions.drained(table);
    const notes = new Ancestors(regions.client(WEST));
    const link = regions.link(table, EAST);
    expect(await notes.after(link, key('had'), 1)).toEqual({ epoch: 2, ancestor: arrived });
    expect(await notes.after(link, key('had'), 2)).toBeUndefined();
    expect(await notes.after(link, key('created'), 1)).toBeUndefined();
  });
});

describe('random writes on both sides of a failover', () => {
  it.each([11, 12, 13, 14].slice(0, propertyRuns(2, 4)))(
    'random writes on both sides end equal, and each is there, superseded or in the ledger (seed %d)',
    async (seed) => {
      const chance = seededRandomness(seed);
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      /** The last write of each key that a region acknowledged in an epoch. */
      const last = new Map<
        string,
        { readonly region: string; readonly id: string; readonly text: string | undefined }
      >();
      const write = async (region: string, n: number) => {
        const id = ids[Math.floor(chance.fraction() * ids.length)] ?? 'a';
        const text = `${region} ${n}`;
        if (chance.fraction() < 0.3) {
          await regions.delete(region, table, key(id));
          last.set(`${region} ${id}`, { region, id, text: undefined });
        } else {
          await regions.put(region, table, { ...key(id), text: { S: text } });
          last.set(`${region} ${id}`, { region, id, text });
        }
      };
      const worker = await regions.work([table]);
      for (let n = 0; n < 12; n += 1) await write(EAST, n);
      await regions.drained(table);
      await worker.stop();
      last.clear();
      for (let n = 100; n < 112; n += 1) await write(EAST, n);
      await regions.move(WEST, 'failover');
      const early = await regions.work([table]);
      for (let n = 200; n < 212; n += 1) await write(WEST, n);
      await early.stop();
      for (let n = 300; n < 306; n += 1) await write(WEST, n);
      await regions.work([table]);
      await regions.drained(table);

      const items = await bothAreEqual();
      const lost = (await regions.ledger(table, EAST)).map(
        (entry) => entry.images.lost?.text?.S ?? `removed ${entry.key.id?.S}`,
      );
      for (const { region, id, text } of last.values()) {
        const now = items[`[["id","S","${id}"]]`]?.text?.S;
        const overwrittenByWest = region === EAST && last.has(`${WEST} ${id}`);
        if (!overwrittenByWest) expect({ id, now }).toEqual({ id, now: text });
        else if (text !== undefined) expect(lost).toContain(text);
      }
      expect(await regions.ledger(table, WEST)).toEqual([]);
    },
  );
});

describe('late writes and failbacks', () => {
  it('a write that lands late in the old writer, under the delete of the new one, is removed and in the ledger', async () => {
    await regions.work([table]);
    await regions.put(EAST, table, { ...key('a'), by: { S: 'east' } });
    await regions.drained(table);
    await regions.move(WEST, 'failover');
    await regions.delete(WEST, table, key('a'));
    await regions.drained(table);
    expect(await regions.get(EAST, table, key('a'))).toBeUndefined();
    await regions.put(EAST, table, { ...key('a'), by: { S: 'late' } }, 1);
    await regions.drained(table);
    expect(await bothAreEqual()).toEqual({});
    const [entry] = await regions.ledger(table, EAST);
    expect(entry).toMatchObject({ reason: 'own-tombstone', images: { lost: { by: { S: 'late' } } } });
  });

  it('a late write that no fence refused does not stay in the old writer either: the winner is written back', async () => {
    await regions.work([table]);
    for (const id of ['put', 'deleted']) await regions.put(EAST, table, { ...key(id), by: { S: 'east' } });
    await regions.drained(table);
    await regions.move(WEST, 'failover');
    for (const id of ['put', 'deleted']) await regions.put(WEST, table, { ...key(id), by: { S: 'west' } });
    await regions.drained(table);
    // As a BatchWriteItem without conditions does.
    await regions.put(EAST, table, { ...key('put'), by: { S: 'late' } }, 1);
    await regions.client(EAST).send(new DeleteItemCommand({ TableName: table, Key: { ...key('deleted') } }));
    await regions.drained(table);
    expect(Object.values(await bothAreEqual()).map(({ by }) => by)).toEqual([{ S: 'west' }, { S: 'west' }]);
    const lost = await regions.ledger(table, EAST);
    expect(lost.map(({ key: of, lost: { kind } }) => `${kind} ${of.id?.S ?? ''}`).sort()).toEqual([
      'put put',
      'remove deleted',
    ]);
  });

  it('a failback keeps what both epochs wrote', async () => {
    await regions.work([table]);
    await regions.put(EAST, table, { ...key('a'), n: { N: '1' } });
    await regions.drained(table);
    await regions.move(WEST, 'switchover');
    await regions.put(WEST, table, { ...key('a'), n: { N: '2' } });
    await regions.put(WEST, table, { ...key('b'), n: { N: '2' } });
    await regions.drained(table);
    await regions.move(EAST, 'switchover');
    await regions.delete(EAST, table, key('b'));
    await regions.put(EAST, table, { ...key('c'), n: { N: '3' } });
    await regions.drained(table);
    expect(Object.keys(await bothAreEqual())).toHaveLength(2);
    for (const region of [EAST, WEST]) await regions.endMerging(region);
    await regions.delete(EAST, table, key('a'));
    await regions.drained(table);
    expect(Object.keys(await bothAreEqual())).toHaveLength(1);
    expect([...(await regions.ledger(table, EAST)), ...(await regions.ledger(table, WEST))]).toEqual([]);
  });
});

describe('an apply that lands late', () => {
  it('does not bring back what was deleted after it: the delete is done again', async () => {
    await regions.work([table]);
    await regions.put(EAST, table, key('other'));
    await regions.drained(table);
    const west = cloud().region(WEST);
    const slow = west.faults.add({
      kind: 'latency',
      ms: 1_500,
      leg: 'request',
      operations: ['PutItem'],
      times: 1,
    });
    await regions.put(EAST, table, key('a'));
    await until(() => regions.get(WEST, table, key('a')));
    await regions.delete(EAST, table, key('a'));
    await until(async () => (await regions.get(WEST, table, key('a'))) === undefined);
    expect(slow.hits).toBe(1);
    await until(() => regions.get(WEST, table, key('a')));
    await until(async () => (await regions.get(WEST, table, key('a'))) === undefined);
    await until(() => regions.telemetry.events.some(({ name }) => name === 'apply.landed_late'));
    const store = regions.linkStore(WEST);
    await until(async () => (await store.readSuspects(regions.link(table, EAST))).length === 0);
    await regions.drained(table);
    expect(Object.keys(await bothAreEqual())).toEqual(['[["id","S","other"]]']);
  });

  it('does not bring back what the new writer deleted: the link the other way removes it', async () => {
    await regions.work([table]);
    await regions.put(EAST, table, key('a'));
    await regions.drained(table);
    await regions.move(WEST, 'failover');
    await regions.delete(WEST, table, key('a'));
    await regions.drained(table);
    const stamp = replicatedStamp({ epoch: 1, region: EAST, sequence: '1' });
    const late = { TableName: table, Item: { ...key('a'), [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } } };
    // A backfill has found it in the writer before it was removed there, after the other region had lost its disk.
    const { TableName } = TOMBSTONES_TABLE;
    const Key = tombstoneKey({ table, key: key('a') });
    await regions.client(EAST).send(new DeleteItemCommand({ TableName, Key }));
    for (const region of [EAST, WEST]) await regions.client(region).send(new PutItemCommand(late));
    await regions.drained(table);
    expect(await bothAreEqual()).toEqual({});
  });
});

describe('an apply that lands late, and a backfill or a crash meanwhile', () => {
  it('is removed too after a crash between mark and delete, by another tombstone of the same delete', async () => {
    await regions.put(EAST, table, key('a'));
    await regions.move(WEST, 'failover');
    await regions.delete(WEST, table, key('a'));
    const marked = { ':mark': { S: markedStamp({ epoch: 2, region: WEST, sequence: '0' }) } };
    await regions.client(EAST).send(
      new UpdateItemCommand({
        TableName: table,
        Key: key('a'),
        UpdateExpression: 'SET #v = :mark',
        ExpressionAttributeNames: { '#v': DEFAULT_STAMP_ATTRIBUTE },
        ExpressionAttributeValues: marked,
      }),
    );
    const version = encodeVersion({ epoch: 2, region: WEST, sequence: '5' });
    const tombstone = { table, key: key('a'), version, expiresAtSeconds: Date.now() / 1_000 + 1_000 };
    await regions.client(EAST).send(new PutItemCommand(putTombstone(tombstone)));
    await regions.work([table]);
    await regions.drained(table);
    expect(await bothAreEqual()).toEqual({});
  });

  it('is deleted again where a backfill has copied it meanwhile, and what was written there since stays', async () => {
    const unhurried = new TwoRegions(cloud(), { limits: { ...QUICK_LIMITS, maxRequestAgeMs: 5_000 } });
    try {
      await unhurried.work([table]);
      for (const id of ['a', 'b']) await unhurried.put(EAST, table, key(id));
      const copy = await until(() => unhurried.get(WEST, table, key('a')));
      await until(() => unhurried.get(WEST, table, key('b')));
      for (const id of ['a', 'b']) await unhurried.delete(EAST, table, key(id));
      for (const id of ['a', 'b'])
        await until(async () => (await unhurried.get(WEST, table, key(id))) === undefined);
      await unhurried.client(EAST).send(new PutItemCommand({ TableName: table, Item: copy }));
      await unhurried.put(EAST, table, key('b'));
      await until(async () => (await unhurried.get(EAST, table, key('a'))) === undefined);
      await unhurried.drained(table);
      const store = unhurried.linkStore(WEST);
      await until(async () => (await store.readSuspects(regions.link(table, EAST))).length === 0);
      expect(Object.keys(await bothAreEqual())).toEqual(['[["id","S","b"]]']);
    } finally {
      await unhurried.end();
    }
  });
});

describe('an apply that lands late is expected', () => {
  it('is expected of a leader that crashed: its successor remembers its deletes', async () => {
    const first = await regions.work([table]);
    await regions.put(EAST, table, key('a'));
    await regions.drained(table);
    await first.stop();
    const link = regions.link(table, EAST);
    const store = regions.linkStore(WEST);
    // As if it had left in order: on a busy machine its lease may have run out before it could.
    await store.release(link, (await store.readLeader(link))?.owner ?? '', true);
    // A leader that dies right after its claim.
    await store.claim(link, 'dead', await store.readLeader(link));
    const worker = await regions.work([table]);
    await until(() => regions.statusOf(worker, link).leader);
    await regions.delete(EAST, table, key('a'));
    await until(async () => (await store.readSuspects(link)).length === 1);
    await until(async () => (await store.readSuspects(link)).length === 0);
    expect(await regions.get(WEST, table, key('a'))).toBeUndefined();
  });

  it('is expected where no earlier leader is known: deletes leave tombstones', async () => {
    const unhurried = new TwoRegions(cloud(), { limits: { ...QUICK_LIMITS, maxRequestAgeMs: 60_000 } });
    try {
      await unhurried.work([table]);
      await unhurried.put(EAST, table, key('a'));
      await until(() => unhurried.get(WEST, table, key('a')));
      await unhurried.delete(EAST, table, key('a'));
      await until(async () => (await unhurried.get(WEST, table, key('a'))) === undefined);
      const suspects = await unhurried.linkStore(WEST).readSuspects(unhurried.link(table, EAST));
      expect(suspects).toMatchObject([{ key: key('a') }]);
      const store = unhurried.linkStore(WEST);
      await until(async () => (await store.readStatus(unhurried.link(table, EAST)))?.atRest === false);
    } finally {
      await unhurried.end();
    }
  });
});
