import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Decisions } from '@understudy/replicator';
import { withLocalRegion } from '@understudy/sandbox';
import { decodeStamp, stampOf, type Item } from '@understudy/versions';
import { LEDGER_TABLE } from '@understudy/links';
import { dropRecord } from './drop-record.ts';
import { redriveRecord } from './redrive-record.ts';
import type { DecideOptions } from './decide-options.ts';
import { link, openShop, STAMP, versionAt, WEST, type Shop } from './test-support/open-shop.ts';
import type { RecordName, RegionClient } from './types.ts';

const local = withLocalRegion({ beforeAll, afterAll });
let shop: Shop;
beforeAll(async () => {
  shop = await openShop(local());
});
afterAll(async () => {
  await shop.close();
});

const order = (id: string, total: number): Item => ({
  id: { S: id },
  total: { N: String(total) },
  seal: { B: new Uint8Array([1, 2, 3]) },
  tags: { SS: ['a', 'b'] },
});
const ledger = (id: string, table = 'orders'): RecordName => ({ kind: 'ledger', link: link(table), id });
const parked = (id: string, table = 'orders'): RecordName => ({ kind: 'dead-letter', link: link(table), id });
const ada = { by: 'ada', why: 'the customer called', takeOver: false };

/** The service with a writer that counts its writes. */
function counting(): { options: DecideOptions; writes: () => number } {
  let writes = 0;
  const { writer } = shop.service;
  const send = (async (command: PutItemCommand) => {
    if (/Put|Delete/.test(command.constructor.name)) writes += 1;
    return writer.send(command);
  }) as RegionClient['send'];
  return { options: { ...shop.service, writer: { send } }, writes: () => writes };
}

describe('a redrive from the ledger', () => {
  it('writes the losing image again, so that it carries a current stamp, and keeps who decided and why', async () => {
    const name = ledger(await shop.lose(order('won over', 1), order('won over', 2), 1));
    const result = await redriveRecord(name, ada, shop.service);
    expect(result).toEqual({ is: 'decided', outcome: 'applied', closed: true });
    const item = await shop.itemOf(shop.west, 'won over');
    expect(item).toMatchObject(order('won over', 1));
    const { version } = decodeStamp(stampOf(item, STAMP) ?? '');
    expect(version).toEqual({ epoch: 1, region: WEST, sequence: '0' });
    const kept = await shop.service.records.show(name);
    expect(kept).toMatchObject({
      state: 'closed',
      closed: 'applied',
      decisions: [{ by: 'ada', why: 'the customer called', action: 'apply', outcome: 'applied' }],
      images: { lost: order('won over', 1), won: order('won over', 2) },
    });
    expect(kept.decisions[0]?.atMs).toBeGreaterThan(1_700_000_000_000);
  });

  it('is done once, however many people ask for it at the same time', async () => {
    const name = ledger(await shop.lose(order('raced', 1), order('raced', 2), 2));
    const { options, writes } = counting();
    const results = await Promise.all(
      ['ada', 'bob', 'cleo'].map((by) => redriveRecord(name, { ...ada, by }, options)),
    );
    expect(results.filter(({ is }) => is === 'decided')).toHaveLength(1);
    expect(results.filter(({ is }) => is === 'by-another')).toHaveLength(2);
    expect(writes()).toBe(1);
    expect(await redriveRecord(name, ada, options)).toMatchObject({
      is: 'by-another',
      stands: { closed: 'applied', decisions: [{ outcome: 'applied' }] },
    });
    expect(await dropRecord(name, ada, options)).toMatchObject({ is: 'by-another' });
    expect(writes()).toBe(1);
  });

  it('leaves what was written since, unless a person says otherwise; the record stays open', async () => {
    const name = ledger(await shop.lose(order('lived on', 1), order('lived on', 2), 3));
    await shop.service.writer.send(new PutItemCommand({ TableName: 'orders', Item: order('lived on', 3) }));
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({
      outcome: 'later-write',
      closed: false,
    });
    expect(await shop.itemOf(shop.west, 'lived on')).toMatchObject(order('lived on', 3));
    const second = await redriveRecord(
      name,
      { ...ada, by: 'bob', replaces: { item: order('lived on', 3) } },
      shop.service,
    );
    expect(second).toMatchObject({ outcome: 'applied', closed: true });
    expect(await shop.itemOf(shop.west, 'lived on')).toMatchObject(order('lived on', 1));
    const { decisions } = await shop.service.records.show(name);
    expect(decisions.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual([
      'ada later-write',
      'bob applied',
    ]);
  });
});

describe('a redrive from the ledger that meets another writer', () => {
  it('never goes over a write of that very moment', async () => {
    const name = ledger(await shop.lose(order('busy', 1), order('busy', 2), 4));
    const { writer } = shop.service;
    const send = (async (command: PutItemCommand) => {
      const answer: unknown = await writer.send(command);
      if (command.constructor.name === 'GetItemCommand') {
        await writer.send(new PutItemCommand({ TableName: 'orders', Item: order('busy', 9) }));
      }
      return answer;
    }) as RegionClient['send'];
    const result = await redriveRecord(name, ada, { ...shop.service, writer: { send } });
    expect(result).toMatchObject({ outcome: 'written-meanwhile', closed: false });
    expect(await shop.itemOf(shop.west, 'busy')).toMatchObject(order('busy', 9));
  });
});

describe('a redrive of a tail', () => {
  it('brings back what lost against a removal', async () => {
    const name = ledger(await shop.lose(order('removed', 1), 'tombstone', 5));
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({ outcome: 'applied' });
    expect(await shop.itemOf(shop.west, 'removed')).toMatchObject(order('removed', 1));
  });

  it('applies the tail of a foreign table where the item is absent, and leaves a stored item to a person', async () => {
    const free = ledger(await shop.lose(order('free', 1), undefined, 6, 'legacy'), 'legacy');
    expect(await redriveRecord(free, ada, shop.service)).toMatchObject({ outcome: 'applied' });
    await shop.west.send(new PutItemCommand({ TableName: 'legacy', Item: order('taken', 2) }));
    const taken = ledger(await shop.lose(order('taken', 1), undefined, 7, 'legacy'), 'legacy');
    expect(await redriveRecord(taken, ada, shop.service)).toMatchObject({ outcome: 'later-write' });
    expect(await shop.itemOf(shop.west, 'taken', 'legacy')).toEqual(order('taken', 2));
  });

  it('whose maker went away in the middle is taken over, and what was written is not written twice', async () => {
    const name = ledger(await shop.lose(order('orphan', 1), order('orphan', 2), 8));
    const { options, writes } = counting();
    const lost = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const send = (async (command: PutItemCommand) => {
      const answer: unknown = await options.writer.send(command);
      if (command.constructor.name === 'PutItemCommand') throw lost;
      return answer;
    }) as RegionClient['send'];
    await expect(redriveRecord(name, ada, { ...options, writer: { send } })).rejects.toBe(lost);
    const bob = { ...ada, by: 'bob' };
    expect(await redriveRecord(name, bob, options)).toMatchObject({
      is: 'by-another',
      stands: { claim: { by: 'ada' } },
    });
    const result = await redriveRecord(name, { ...bob, takeOver: true }, options);
    expect(result).toMatchObject({ outcome: 'stands-already', closed: true });
    expect(writes()).toBe(1);
    // What its first maker says now comes too late.
    const { claim, decisions } = await shop.service.records.show(name);
    expect({ claim, decisions }).toMatchObject({ claim: undefined, decisions: [{ by: 'bob' }] });
  });
});

describe('a parked record', () => {
  it('is settled by the rule of its link, and is not settled again', async () => {
    const name = parked(await shop.park(order('fits now', 1), 11, true));
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({ outcome: 'applied', closed: true });
    expect(stampOf(await shop.itemOf(shop.west, 'fits now'), STAMP)).toBe(versionAt(11));
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({ is: 'by-another' });
  });

  it('loses against a later version, into the ledger, and the winner is written back to the source', async () => {
    await shop.lose(order('late', 0), order('late', 2), 1);
    const name = parked(await shop.park(order('late', 1), 12, true));
    await shop.east.send(
      new PutItemCommand({
        TableName: 'orders',
        Item: { ...order('late', 1), [STAMP]: { S: versionAt(12) } },
      }),
    );
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({ outcome: 'lost', closed: true });
    expect(await shop.itemOf(shop.west, 'late')).toMatchObject(order('late', 2));
    expect(await shop.itemOf(shop.east, 'late')).toMatchObject(order('late', 2));
    const { lines } = await shop.service.records.list({ kind: 'ledger', cause: 'later-version' });
    expect(lines.map(({ line }) => 'lost' in line && line.lost.version)).toContain(versionAt(12));
  });

  it('without a version can only be dropped, and stays where it is', async () => {
    const name = parked(await shop.park(order('odd', 1), 13, false));
    expect(await redriveRecord(name, ada, shop.service)).toMatchObject({
      outcome: 'no-version',
      closed: false,
    });
    expect(await dropRecord(name, ada, shop.service)).toMatchObject({ outcome: 'dropped', closed: true });
    expect(await shop.service.records.show(name)).toMatchObject({
      state: 'closed',
      images: { new: order('odd', 1) },
      decisions: [{ outcome: 'no-version' }, { action: 'drop', by: 'ada', outcome: 'dropped' }],
    });
  });

  it('of a foreign table is left to a person once its region is not the writer any more', async () => {
    const name = parked(await shop.park(order('old', 1), 14, true, 'legacy'), 'legacy');
    const result = await redriveRecord(name, ada, shop.service);
    expect(result).toMatchObject({ outcome: 'foreign-tail', closed: false });
    expect(await shop.itemOf(shop.west, 'old', 'legacy')).toBeUndefined();
  });

  it('that is refused again stays open, with the reason', async () => {
    const large = { ...order('large', 1), data: { S: 'x'.repeat(409_500) } };
    const name = parked(await shop.park(large, 15, true));
    const result = await redriveRecord(name, ada, shop.service);
    expect(result).toMatchObject({ outcome: 'failed', closed: false });
    const { state, decisions } = await shop.service.records.show(name);
    expect(state).toBe('open');
    expect(decisions[0]?.outcome).toMatch(/^failed: .*size/i);
  });
});

describe('decisions', () => {
  it('count as made where only the answer was lost', async () => {
    const id = await shop.lose(order('heard', 1), order('heard', 2), 20);
    const decisions = new Decisions(shop.west, LEDGER_TABLE);
    const claim = { token: 't', action: 'redrive', by: 'ada', why: 'w', atMs: 1 } as const;
    const decision = { ...claim, outcome: 'applied' };
    for (let again = 0; again < 2; again += 1)
      expect(await decisions.claim(link(), id, claim)).toEqual({ won: true });
    for (let again = 0; again < 2; again += 1)
      expect(await decisions.complete(link(), id, decision, true)).toEqual({ won: true });
    const { decisions: made } = await shop.service.records.show(ledger(id));
    expect(made).toEqual([decision]);
  });
});
