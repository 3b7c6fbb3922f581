import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { withLocalRegion } from '@understudy/sandbox';
import { encodeVersion, type Item } from '@understudy/versions';
import { ensureReplicationTables } from '@understudy/service';
import { linkId, LEDGER_TABLE } from '@understudy/links';
import type { PutChange, StreamRecord, Winner } from '../types.ts';
import { Ledger } from './ledger.ts';
import { ParkedRecords } from './parked-records.ts';

const region = withLocalRegion({ beforeAll, afterAll });
beforeAll(async () => {
  await ensureReplicationTables(region().client());
});

let count = 0;
const freshLink = () => ({ table: `entries-${(count += 1)}`, source: 'us-east-1', target: 'eu-central-1' });
const large = (letter: string): Item => ({
  id: { S: 'a' },
  data: {
    B: Uint8Array.from(
      { length: 390_000 },
      (_none, at) => (at * 7919 + (at >> 3) * letter.charCodeAt(0)) & 255,
    ),
  },
});

const change = (sequence: number, image: Item = { id: { S: 'a' } }): PutChange => {
  const version = { epoch: 1, region: 'us-east-1', sequence: String(sequence) };
  return {
    kind: 'put',
    keyText: 'k',
    key: { id: { S: 'a' } },
    version,
    versionText: encodeVersion(version),
    wallMs: 1_700_000_000_000,
    image,
  };
};
const winner = (item: Item): Winner => ({
  kind: 'item',
  item,
  stamp: 's',
  version: { epoch: 2, region: 'eu-central-1', sequence: '0' },
});

describe('the ledger', () => {
  it('keeps both images whole, however large they are together', async () => {
    const ledger = new Ledger(region().client());
    const link = freshLink();
    expect(await ledger.record(link, change(1, large('a')), 'later-version', winner(large('b')), 5)).toBe(
      true,
    );
    const { lines } = await ledger.list(link);
    expect(lines).toMatchObject([
      {
        link,
        key: { id: { S: 'a' } },
        reason: 'later-version',
        recordedMs: 5,
        writtenMs: 1_700_000_000_000,
        won: { kind: 'item' },
      },
    ]);
    const entry = await ledger.show(link, lines[0]?.id ?? '');
    expect(entry?.images).toEqual({ lost: large('a'), won: large('b') });
    expect(await ledger.show(link, 'nothing')).toBeUndefined();
  });

  it('takes a record once', async () => {
    const ledger = new Ledger(region().client());
    const link = freshLink();
    expect(await ledger.record(link, change(1), 'own-tombstone', undefined, 1)).toBe(true);
    expect(await ledger.record(link, change(1), 'later-version', winner({ id: { S: 'b' } }), 2)).toBe(false);
    expect((await ledger.list(link)).lines).toMatchObject([{ reason: 'own-tombstone', recordedMs: 1 }]);
  });

  it('is listed in pages, in the order of what was lost, one link apart from another', async () => {
    const ledger = new Ledger(region().client());
    const link = freshLink();
    for (const sequence of [30, 4, 200, 1, 50])
      await ledger.record(link, change(sequence), 'foreign-tail', undefined, 1);
    await ledger.record(freshLink(), change(7), 'foreign-tail', undefined, 1);
    const first = await ledger.list(link, { limit: 2 });
    expect(first.lines).toHaveLength(2);
    const rest = await ledger.list(link, { limit: 2, after: first.next ?? '' });
    const all = [];
    for await (const line of ledger.all(link)) all.push(line);
    expect(all).toHaveLength(5);
    expect(all.slice(0, 4)).toEqual([...first.lines, ...rest.lines]);
    expect(all.map(({ lost }) => lost.version)).toEqual(all.map(({ lost }) => lost.version).sort());
  });

  it('says so when an entry is incomplete', async () => {
    const client = region().client();
    const ledger = new Ledger(client);
    const link = freshLink();
    await ledger.record(link, change(1), 'later-version', undefined, 1);
    const [line] = (await ledger.list(link)).lines;
    const { Items: [chunk] = [] } = await client.send(
      new QueryCommand({
        TableName: LEDGER_TABLE,
        KeyConditionExpression: 'link = :link AND begins_with(entry, :chunk)',
        ExpressionAttributeValues: { ':link': { S: linkId(link) }, ':chunk': { S: 'chunk#' } },
      }),
    );
    const { link: ofLink = { S: '' }, entry = { S: '' } } = chunk ?? {};
    await client.send(new DeleteItemCommand({ TableName: LEDGER_TABLE, Key: { link: ofLink, entry } }));
    await expect(ledger.show(link, line?.id ?? '')).rejects.toMatchObject({
      code: 'UND_REPLICATOR_ENTRY_INVALID',
    });
  });
});

describe('parked records', () => {
  const record = (id: string, sequence: number): StreamRecord => ({
    sequence: String(sequence),
    event: 'MODIFY',
    keys: { id: { S: id } },
    newImage: { id: { S: id }, n: { N: String(sequence) } },
    oldImage: { id: { S: id } },
    byTimeToLive: false,
    sizeBytes: 1,
  });

  it('keep payload and cause', async () => {
    const parked = new ParkedRecords(region().client());
    const link = freshLink();
    expect(await parked.park(link, record('a', 1), 'version', new TypeError('no good'), 9)).toMatchObject({
      added: true,
    });
    expect(await parked.park(link, record('a', 1), 'version', new Error('again'), 10)).toMatchObject({
      added: false,
    });
    const [line] = (await parked.list(link)).lines;
    expect(line).toMatchObject({
      cause: 'TypeError: no good',
      status: 'parked',
      parkedMs: 9,
      event: 'MODIFY',
      version: 'version',
    });
    expect((await parked.show(link, line?.id ?? ''))?.images).toEqual({
      new: { id: { S: 'a' }, n: { N: '1' } },
      old: { id: { S: 'a' } },
    });
  });

  it('are superseded per key, by what came later', async () => {
    const parked = new ParkedRecords(region().client());
    const link = freshLink();
    for (const sequence of [1, 2, 30]) await parked.park(link, record('a', sequence), undefined, 'x', 1);
    await parked.park(link, record('b', 3), undefined, 'x', 1);
    const by = { sequence: '10', version: 'version' };
    expect(await parked.supersede(link, { id: { S: 'a' } }, by)).toHaveLength(2);
    expect(await parked.supersede(link, { id: { S: 'a' } }, by)).toEqual([]);
    const statuses = new Map<string, string>();
    for await (const { key, sequence, status } of parked.all(link))
      statuses.set(`${key.id?.S ?? ''}${sequence}`, status);
    expect(Object.fromEntries(statuses)).toEqual({
      a1: 'superseded',
      a2: 'superseded',
      a30: 'parked',
      b3: 'parked',
    });
  });
});
