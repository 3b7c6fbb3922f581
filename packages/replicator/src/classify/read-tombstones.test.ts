import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { encodeVersion, tombstoneId, tombstoneItem, type Version } from '@understudy/versions';
import { regionWith, EAST, KEY, TABLE } from '../test-support/region-with.ts';
import type { RegionClient } from '../types.ts';
import { readTombstone, readTombstones } from './read-tombstones.ts';

const { TableName } = TOMBSTONES_TABLE;
const version: Version = { epoch: 2, region: EAST, sequence: '7' };
const keyOf = (id: string) => ({ id: { S: id } });
const idOf = (id: string) => ({ id: { S: tombstoneId(TABLE.table, keyOf(id)) } });
const stored = (id: string) =>
  tombstoneItem({ table: TABLE.table, key: keyOf(id), version: encodeVersion(version), expiresAtSeconds: 1 });

/** Reads the tombstones of these keys of a region that gives these answers in turn. */
function reading(ids: readonly string[], ...answers: readonly object[]) {
  const clock = new ManualClock();
  const asked: string[][] = [];
  const send = async ({ input }: { readonly input: object }) => {
    const { RequestItems } = input as {
      RequestItems: Record<string, { Keys: { id: { S: string } }[]; ConsistentRead?: boolean }>;
    };
    expect(RequestItems[TableName]?.ConsistentRead).toBe(true);
    asked.push((RequestItems[TableName]?.Keys ?? []).map(({ id }) => id.S));
    return answers[asked.length - 1] ?? {};
  };
  const client = { send: send as never } satisfies RegionClient;
  const context = { clock, randomness: seededRandomness(1), signal: new AbortController().signal };
  const found = readTombstones(client, TABLE.table, ids.map(keyOf), context);
  return { clock, asked, found };
}

describe('the tombstones of many keys', () => {
  it('are read strongly consistent, each key once, and by their ids', async () => {
    const { asked, found } = reading(['a', 'b', 'a'], { Responses: { [TableName]: [stored('b')] } });
    expect([...(await found)]).toEqual([[idOf('b').id.S, version]]);
    expect(asked).toEqual([[idOf('a').id.S, idOf('b').id.S]]);
  });

  it('are read again where the region left some out, after a pause', async () => {
    const left = { UnprocessedKeys: { [TableName]: { Keys: [idOf('b'), {}] } } };
    const { clock, asked, found } = reading(
      ['a', 'b'],
      { Responses: { [TableName]: [stored('a')] }, ...left },
      left,
      { Responses: { [TableName]: [stored('b')] } },
    );
    await clock.advance(0);
    expect(asked).toHaveLength(1);
    await clock.advance(5_000);
    expect((await found).size).toBe(2);
    expect(asked.slice(1)).toEqual([[idOf('b').id.S], [idOf('b').id.S]]);
  });

  it('are none where an item has no version, or no id', async () => {
    const { id, ...nameless } = stored('a');
    const { found } = reading(['a'], { Responses: { [TableName]: [nameless, { id }] } });
    expect((await found).size).toBe(0);
  });

  it('are asked for by a hundred at a time', async () => {
    const { asked, found } = reading(Array.from({ length: 101 }, (_, at) => String(at)));
    await found;
    expect(asked.map(({ length }) => length)).toEqual([100, 1]);
  });
});

it('the tombstone of one key is read strongly consistent', async () => {
  const region = regionWith({ item: { is: 'absent' }, tombstone: version });
  const inputs: object[] = [];
  const send = async (command: { readonly input: object }) => {
    inputs.push(command.input);
    return region.send(command);
  };
  expect(await readTombstone({ send: send as never }, TABLE.table, KEY)).toEqual(version);
  expect(inputs).toMatchObject([{ ConsistentRead: true }]);
});
