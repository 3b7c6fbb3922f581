import { expect, it } from '@jest/globals';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  itemSize,
  markedStamp,
  MOST_ITEM_BYTES,
  nativeStamp,
  replicatedStamp,
  type Item,
  type Version,
} from '@understudy/versions';
import { isUnmarkedRemoval, type UnmarkedRemoval } from './is-unmarked-removal.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const sequence = '100000000000000000001';
const full: Item = { id: { S: 'a' }, data: { S: 'x'.repeat(400 * 1024 - 'idadata'.length) } };
const removal: UnmarkedRemoval = {
  oldImage: full,
  tombstone: { epoch: 2, region: EAST, sequence },
  source: WEST,
  sourceIsWriter: false,
  stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
};
const stampedAt = (epoch: number): Item => ({
  ...full,
  data: { S: 'x'.repeat(400 * 1024 - 100) },
  [DEFAULT_STAMP_ATTRIBUTE]: { S: replicatedStamp({ epoch, region: EAST, sequence }) },
});

it("takes the removal of a full item below the other region's tombstone for replication's (fault D14)", () => {
  expect(isUnmarkedRemoval(removal)).toBe(true);
  expect(isUnmarkedRemoval({ ...removal, oldImage: stampedAt(1) })).toBe(true);
});

it.each<[string, Partial<UnmarkedRemoval>]>([
  ['without a tombstone', { tombstone: undefined }],
  ['below a tombstone that its own region made', { tombstone: { epoch: 2, region: WEST, sequence } }],
  ['in the writer', { sourceIsWriter: true }],
  ['of an item that had space for the mark', { oldImage: { id: { S: 'a' }, n: { N: '1' } } }],
  ['of an item that is later than the tombstone', { oldImage: stampedAt(3) }],
  ['without an old image', { oldImage: undefined }],
])('leaves a removal %s to the application (fault D14)', (_name, facts) => {
  expect(isUnmarkedRemoval({ ...removal, ...facts })).toBe(false);
});

const limit = MOST_ITEM_BYTES - 1_024;
const tombstone: Version = { epoch: 2, region: EAST, sequence };
/** An item of that size, with that stamp. */
const sized = (bytes: number, stamp?: string): Item => {
  const item = {
    id: { S: 'a' },
    ...(stamp === undefined ? {} : { [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } }),
  };
  return { ...item, data: { S: 'x'.repeat(bytes - itemSize({ ...item, data: { S: '' } })) } };
};

it.each([
  ['no stamp', undefined, DEFAULT_STAMP_ATTRIBUTE.length + markedStamp(tombstone).length],
  ['a short stamp', replicatedStamp({ ...tombstone, epoch: 1 }), '|x'.length],
  ['a stamp that is longer than the mark', nativeStamp(1, EAST, 1_700_000_000_000), 0],
])('counts what the mark would add to an item with %s (fault D14)', (_name, stamp, added) => {
  for (const [bytes, isUnmarked] of [
    [limit - added, false],
    [limit - added + 1, true],
  ] as const)
    expect(isUnmarkedRemoval({ ...removal, oldImage: sized(bytes, stamp) })).toBe(isUnmarked);
});

it('leaves the removal of the very write that the tombstone is of, and of an item that was not read whole (fault D14)', () => {
  expect(isUnmarkedRemoval({ ...removal, oldImage: stampedAt(2) })).toBe(false);
  expect(isUnmarkedRemoval({ ...removal, oldImage: { ...full, odd: {} as never } })).toBe(false);
});
