import { describe, expect, it } from '@jest/globals';
import { LINKS_TABLE } from '@understudy/links';
import type { InMemoryDynamoDB } from '@understudy/simulator';
import {
  encodeVersion,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  type Item,
  type Version,
} from '@understudy/versions';
import {
  EAST,
  itemIn,
  KEY,
  regionWith,
  TABLE,
  tombstoneIn,
  WEST,
  type KeyState,
} from '../test-support/region-with.ts';
import type { Mode, RegionClient } from '../types.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { putSuspect } from './put-suspect.ts';
import { removeItem } from './remove-item.ts';

const WALL_MS = 1_700_000_000_000;
const MODES: readonly Mode[] = ['plain', 'guarded'];
const VERSION: Version = { epoch: 2, region: EAST, sequence: '50' };
const LATER: Version = { epoch: 3, region: WEST, sequence: '7' };
const REMOVAL = { key: KEY, version: VERSION, versionText: encodeVersion(VERSION) };
const BELOW = { key: KEY, version: VERSION, below: encodeVersion(VERSION), unstampedToo: true };
const OLDER: KeyState = {
  item: { is: 'replicated', version: { ...VERSION, sequence: '1' } },
  tombstone: undefined,
};
const stamped = (stamp: string): Item => ({ ...KEY, [TABLE.stampAttribute]: { S: stamp } });
const NEWER = stamped(nativeStamp(3, WEST, WALL_MS));

const put = (region: InMemoryDynamoDB, Item: Item) =>
  region.perform('PutItem', { TableName: TABLE.table, Item });

/** Another write comes right after the first request, whatever becomes of that. */
function withWriteBetween(region: InMemoryDynamoDB, write: () => void): RegionClient {
  let isFirst = true;
  const send = async (command: { readonly input: object }) => {
    const answer = await region.send(command).then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    if (isFirst) write();
    isFirst = false;
    return answer();
  };
  return { send: send };
}

/** What DynamoDB says where the mark makes the item larger than it may be; the rest is answered. */
function withoutSpace(region: InMemoryDynamoDB): RegionClient {
  const send = async (command: { readonly input: object }) => {
    const { UpdateExpression, TransactItems } = command.input as {
      UpdateExpression?: string;
      TransactItems?: readonly { readonly Update?: object }[];
    };
    if (UpdateExpression === undefined && TransactItems?.[0]?.Update === undefined)
      return region.send(command);
    const message = 'Item size to update has exceeded the maximum allowed size';
    if (TransactItems === undefined) throw Object.assign(new Error(message), { name: 'ValidationException' });
    throw Object.assign(new Error('Transaction cancelled'), {
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ValidationError', Message: message }, { Code: 'None' }],
    });
  };
  return { send: send };
}

describe('a delete of two halves', () => {
  it.each(MODES)('does not delete what was written between them: %s', async (mode) => {
    const region = regionWith(OLDER);
    const client = withWriteBetween(region, () => put(region, NEWER));
    expect(await removeItem(client, REMOVAL, TABLE, mode, { wallMs: WALL_MS })).toEqual({});
    expect(itemIn(region)).toEqual(NEWER);
    expect(tombstoneIn(region)).toBeUndefined();
  });

  it('leaves no tombstone below an item that appeared after it found none', async () => {
    const region = regionWith({ item: { is: 'absent' }, tombstone: undefined });
    const client = withWriteBetween(region, () => put(region, NEWER));
    expect(await removeItem(client, REMOVAL, TABLE, 'guarded', { wallMs: WALL_MS })).toEqual({});
    expect(tombstoneIn(region)).toBeUndefined();
  });

  it('below a tombstone does not delete what was written between them', async () => {
    const region = regionWith(OLDER);
    const client = withWriteBetween(region, () => put(region, NEWER));
    expect(await deleteBelowTombstone(client, { ...BELOW, leaveTombstoneMs: WALL_MS }, TABLE)).toBe(false);
    expect(itemIn(region)).toEqual(NEWER);
  });

  it('takes over no mark that has become a write meanwhile', async () => {
    const region = regionWith({ item: { is: 'marked', version: LATER }, tombstone: undefined });
    const client = withWriteBetween(region, () => put(region, NEWER));
    expect(await deleteBelowTombstone(client, BELOW, TABLE)).toBe(false);
    expect(itemIn(region)).toEqual(NEWER);
  });

  it('takes a stamp that is not ours for no mark', async () => {
    const region = regionWith(OLDER);
    put(region, stamped('zzz'));
    expect(await deleteBelowTombstone(region.client, BELOW, TABLE)).toBe(false);
    expect(itemIn(region)).toEqual(stamped('zzz'));
  });

  it.each([
    ['an item', OLDER],
    ['no item', { item: { is: 'absent' }, tombstone: undefined } as const],
  ])('notes the suspect with its tombstone, in one transaction: of %s', async (_, state) => {
    const region = regionWith(state);
    const link = { table: TABLE.table, source: EAST, target: WEST };
    const behind = { wallMs: WALL_MS, suspect: putSuspect(link, REMOVAL) };
    expect(await removeItem(region.client, REMOVAL, TABLE, 'guarded', behind)).toBeUndefined();
    expect(tombstoneIn(region)).toBe(REMOVAL.versionText);
    const { Items = [] } = region.perform('Scan', { TableName: LINKS_TABLE });
    expect(Items.map(({ key, v }) => ({ key: key?.M, v: v?.S }))).toEqual([
      { key: KEY, v: REMOVAL.versionText },
    ]);
  });
});

describe('a delete of an item without space for the mark', () => {
  it.each(MODES)('goes at once and leaves its tombstone: %s (fault D14)', async (mode) => {
    const region = regionWith(OLDER);
    const link = { table: TABLE.table, source: EAST, target: WEST };
    const behind = { wallMs: WALL_MS, suspect: putSuspect(link, REMOVAL) };
    expect(await removeItem(withoutSpace(region), REMOVAL, TABLE, mode, behind)).toBeUndefined();
    expect(itemIn(region)).toBeUndefined();
    expect(tombstoneIn(region)).toBe(REMOVAL.versionText);
    expect(region.perform('Scan', { TableName: LINKS_TABLE }).Count).toBe(1);
  });

  it.each([
    ['a newer item', NEWER, undefined],
    ['a later tombstone', stamped(replicatedStamp({ ...VERSION, sequence: '1' })), LATER],
  ])('is refused by %s (fault D14)', async (_, standing, tombstone) => {
    const region = regionWith({ ...OLDER, tombstone });
    put(region, standing);
    const conflict = await removeItem(withoutSpace(region), REMOVAL, TABLE, 'guarded', { wallMs: WALL_MS });
    expect(conflict).toEqual({});
    expect(itemIn(region)).toEqual(standing);
    expect(tombstoneIn(region)).toBe(tombstone === undefined ? undefined : encodeVersion(tombstone));
  });

  it('below a tombstone leaves that tombstone where asked to, and none where one is there (fault D14)', async () => {
    const region = regionWith({ ...OLDER, tombstone: VERSION });
    expect(await deleteBelowTombstone(withoutSpace(region), BELOW, TABLE)).toBe(true);
    expect(itemIn(region)).toBeUndefined();
    const other = regionWith(OLDER);
    expect(
      await deleteBelowTombstone(withoutSpace(other), { ...BELOW, leaveTombstoneMs: WALL_MS }, TABLE),
    ).toBe(true);
    expect(itemIn(other)).toBeUndefined();
    expect(tombstoneIn(other)).toBe(REMOVAL.versionText);
  });

  it('below a tombstone is refused by a newer item, with and without a tombstone to leave (fault D14)', async () => {
    for (const leave of [{}, { leaveTombstoneMs: WALL_MS }]) {
      const region = regionWith(OLDER);
      put(region, NEWER);
      expect(await deleteBelowTombstone(withoutSpace(region), { ...BELOW, ...leave }, TABLE)).toBe(false);
      expect(itemIn(region)).toEqual(NEWER);
    }
  });
});

describe('an error that no condition explains', () => {
  const failing: RegionClient = {
    send: async () => {
      throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    },
  };

  it.each(MODES)('reaches the caller of a removal: %s', async (mode) => {
    await expect(removeItem(failing, REMOVAL, TABLE, mode, { wallMs: WALL_MS })).rejects.toThrow('slow down');
  });

  it('reaches the caller of a delete below a tombstone', async () => {
    await expect(deleteBelowTombstone(failing, BELOW, TABLE)).rejects.toThrow('slow down');
    const region = regionWith({ item: { is: 'marked', version: VERSION }, tombstone: undefined });
    let sent = 0;
    const later: RegionClient = {
      send: async (command: { readonly input: object }) => {
        sent += 1;
        if (sent === 1) return region.send(command);
        throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      },
    };
    await expect(deleteBelowTombstone(later, BELOW, TABLE)).rejects.toThrow('slow down');
    expect(itemIn(region)?.[TABLE.stampAttribute]).toEqual({ S: markedStamp(VERSION) });
  });
});
