import { describe, expect, it } from '@jest/globals';
import {
  compareVersions,
  encodeVersion,
  markedStamp,
  replicatedStamp,
  type Version,
} from '@understudy/versions';
import fc from 'fast-check';
import {
  EAST,
  isOlder,
  itemIn,
  KEY,
  keyStates,
  regionWith,
  stampText,
  TABLE,
  tombstoneIn,
  versions,
  WEST,
} from '../test-support/region-with.ts';
import type { Mode, Winner } from '../types.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { epochFloor } from './epoch-floor.ts';
import { putItem } from './put-item.ts';
import { removeItem } from './remove-item.ts';
import { writeBackToSource } from './write-back-to-source.ts';

const modes = fc.constantFrom<Mode>('plain', 'guarded');
const WALL_MS = 1_700_000_000_000;
const IMAGE = { ...KEY, is: { S: 'new' } };
const text = (version: Version | undefined) => (version === undefined ? undefined : encodeVersion(version));
const changeOf = (version: Version) => ({
  keyText: 'a',
  key: KEY,
  version,
  versionText: encodeVersion(version),
});
const isLater = (one: Version | undefined, other: Version) =>
  one !== undefined && compareVersions(one, other) > 0;
const isSame = (one: Version | undefined, other: Version) =>
  one !== undefined && compareVersions(one, other) === 0;

/** Every state that a target can be in, met by every version. */
function always<Given extends readonly unknown[]>(
  given: { readonly [At in keyof Given]: fc.Arbitrary<Given[At]> },
  holds: (...values: Given) => Promise<void>,
): Promise<void> {
  const run = (values: Given) => holds(...values);
  return fc.assert(fc.asyncProperty(fc.tuple(...given) as unknown as fc.Arbitrary<Given>, run), {
    numRuns: 150,
  });
}

describe('a replicated put', () => {
  it('is applied where the item is absent, unstamped or older, and, guarded, no tombstone is as late', () =>
    always([keyStates, versions, modes], async (state, version, mode) => {
      const region = regionWith(state);
      const before = itemIn(region);
      const change = { ...changeOf(version), kind: 'put', image: IMAGE } as const;
      const conflict = await putItem(region.client, change, TABLE, mode);
      const itemLets = isOlder(state.item, version);
      const tombstoneLets = !isLater(state.tombstone, version) && !isSame(state.tombstone, version);
      const isApplied = itemLets && (mode === 'plain' || tombstoneLets);
      expect(conflict === undefined).toBe(isApplied);
      const copy = { ...IMAGE, [TABLE.stampAttribute]: { S: replicatedStamp(version) } };
      expect(itemIn(region)).toEqual(isApplied ? copy : before);
      if (isApplied) return;
      expect(conflict?.item).toEqual(itemLets ? undefined : before);
      expect(conflict?.tombstone?.['v']?.S).toBe(
        mode === 'plain' || tombstoneLets ? undefined : text(state.tombstone),
      );
    }));
});

describe('a replicated delete', () => {
  it('removes what is unstamped, older, or has its mark; guarded, it leaves its tombstone unless a later one is there', () =>
    always([keyStates, versions, modes], async (state, version, mode) => {
      const region = regionWith(state);
      const before = itemIn(region);
      const conflict = await removeItem(region.client, changeOf(version), TABLE, mode, { wallMs: WALL_MS });
      const isAbsent = state.item.is === 'absent';
      const itemLets = isOlder(state.item, version) || stampText(state.item) === markedStamp(version);
      const tombstoneLets = mode === 'plain' || !isLater(state.tombstone, version);
      const isApplied = itemLets && tombstoneLets;
      expect(conflict === undefined).toBe(isApplied);
      expect(itemIn(region)).toEqual(isApplied ? undefined : before);
      expect(tombstoneIn(region)).toBe(
        isApplied && mode === 'guarded' ? text(version) : text(state.tombstone),
      );
      if (!isApplied) expect(conflict?.item).toEqual(itemLets || isAbsent ? undefined : before);
      if (!tombstoneLets) expect(conflict?.tombstone?.['v']?.S).toBe(text(state.tombstone));
    }));
});

describe('a delete below a tombstone', () => {
  const floors = fc.record({
    unstampedToo: fc.boolean(),
    sparesNative: fc.boolean(),
    leaves: fc.boolean(),
    byEpoch: fc.boolean(),
  });

  it('removes what lies below or has a mark, spares native writes where asked to, and leaves the later tombstone', () =>
    always(
      [keyStates, versions, floors],
      async (state, version, { unstampedToo, sparesNative, leaves, byEpoch }) => {
        const region = regionWith(state);
        const before = itemIn(region);
        const below = byEpoch ? epochFloor(version.epoch) : encodeVersion(version);
        const removed = await deleteBelowTombstone(
          region.client,
          {
            key: KEY,
            version,
            below,
            unstampedToo,
            sparesNative,
            ...(leaves ? { leaveTombstoneMs: WALL_MS } : {}),
          },
          TABLE,
        );
        const stamp = stampText(state.item);
        const isSpared =
          sparesNative &&
          state.item.is === 'native' &&
          state.item.version.epoch === version.epoch &&
          state.item.version.region === version.region;
        const isBelow = stamp === undefined ? unstampedToo : stamp < below && !isSpared;
        const expected = state.item.is !== 'absent' && (isBelow || state.item.is === 'marked');
        expect(removed).toBe(expected);
        expect(itemIn(region)).toEqual(expected ? undefined : before);
        expect(tombstoneIn(region)).toBe(
          expected && leaves && !isLater(state.tombstone, version) ? text(version) : text(state.tombstone),
        );
      },
    ));
});

describe('a winner that is written back', () => {
  const cases: readonly (readonly [string, Winner['kind']])[] = [
    ['an item', 'item'],
    ['a tombstone', 'tombstone'],
  ];

  it.each(cases)('replaces what is of an earlier epoch, and nothing else: %s', (_, kind) =>
    always([keyStates, versions, fc.boolean()], async (state, version, isMarked) => {
      const region = regionWith(state);
      const before = itemIn(region);
      const stamp = isMarked ? markedStamp(version) : replicatedStamp(version);
      const item = { ...IMAGE, [TABLE.stampAttribute]: { S: stamp } };
      const winner: Winner = kind === 'item' ? { kind, item, stamp, version } : { kind, version };
      const written = await writeBackToSource(region.client, EAST, KEY, winner, TABLE, WALL_MS);
      const { is } = state.item;
      const isEarlier =
        is === 'unstamped' || ('version' in state.item && state.item.version.epoch < version.epoch);
      if (kind === 'tombstone') {
        const removes = isEarlier || is === 'marked';
        expect(written).toBe(removes);
        expect(itemIn(region)).toEqual(removes ? undefined : before);
        return;
      }
      const isRoom = is === 'absent' ? version.region === WEST : isEarlier;
      const blocks = isLater(state.tombstone, version) || isSame(state.tombstone, version);
      const puts = !isMarked && isRoom && !blocks;
      expect(written).toBe(puts);
      expect(itemIn(region)).toEqual(puts ? item : before);
    }),
  );
});
