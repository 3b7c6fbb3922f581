import fc from 'fast-check';
import { REGION_TABLES, TOMBSTONES_TABLE } from '@understudy/links';
import { InMemoryDynamoDB } from '@understudy/simulator';
import {
  compareVersions,
  DEFAULT_STAMP_ATTRIBUTE,
  encodeVersion,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  tombstoneItem,
  tombstoneKey,
  type Item,
  type Version,
} from '@understudy/versions';
import type { TargetTable } from '../apply/target-table.ts';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';
export const TABLE: TargetTable = {
  table: 'orders',
  partitionKey: 'id',
  stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
  tombstoneTtlMs: 60_000,
};
export const KEY: Item = { id: { S: 'a' } };

/** What a region holds of the key: an item with some stamp, or none; and a tombstone. */
export interface KeyState {
  readonly item: StandingItem;
  readonly tombstone: Version | undefined;
}

export type StandingItem =
  | { readonly is: 'absent' | 'unstamped' }
  | { readonly is: 'native' | 'replicated' | 'marked'; readonly version: Version };

/** Few enough that they meet: three epochs, two regions, three records. */
export const versions: fc.Arbitrary<Version> = fc.record({
  epoch: fc.integer({ min: 1, max: 3 }),
  region: fc.constantFrom(EAST, WEST),
  sequence: fc.constantFrom('49', '50', '51'),
});

export const keyStates: fc.Arbitrary<KeyState> = fc.record({
  item: fc.oneof(
    fc.constantFrom<StandingItem>({ is: 'absent' }, { is: 'unstamped' }),
    fc
      .record({ is: fc.constantFrom('native', 'replicated', 'marked'), version: versions })
      .map(({ is, version }): StandingItem => ({
        is: is as 'native',
        version: is === 'native' ? { ...version, sequence: '0' } : version,
      })),
  ),
  tombstone: fc.option(versions, { nil: undefined }),
});

/** The stamp's text; undefined where it has no stamp. */
export function stampText(item: StandingItem): string | undefined {
  switch (item.is) {
    case 'absent':
    case 'unstamped':
      return undefined;
    case 'native':
      return nativeStamp(item.version.epoch, item.version.region, 1_700_000_000_000);
    case 'replicated':
      return replicatedStamp(item.version);
    case 'marked':
      return markedStamp(item.version);
  }
}

/** A region in memory that holds that of the key. */
export function regionWith({ item, tombstone }: KeyState, name = WEST): InMemoryDynamoDB {
  const region = new InMemoryDynamoDB({ region: name, wallMs: () => 1_700_000_000_000 });
  for (const table of REGION_TABLES) region.perform('CreateTable', table);
  region.perform('CreateTable', {
    TableName: TABLE.table,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  if (item.is !== 'absent') {
    const stamp = stampText(item);
    const Item = {
      ...KEY,
      was: { S: 'there' },
      ...(stamp === undefined ? {} : { [TABLE.stampAttribute]: { S: stamp } }),
    };
    region.perform('PutItem', { TableName: TABLE.table, Item });
  }
  if (tombstone !== undefined)
    region.perform('PutItem', {
      TableName: TOMBSTONES_TABLE.TableName,
      Item: tombstoneItem({
        table: TABLE.table,
        key: KEY,
        version: encodeVersion(tombstone),
        expiresAtSeconds: 1_800_000_000,
      }),
    });
  return region;
}

export function itemIn(region: InMemoryDynamoDB): Item | undefined {
  return region.perform('GetItem', { TableName: TABLE.table, Key: KEY, ConsistentRead: true }).Item;
}

export function tombstoneIn(region: InMemoryDynamoDB): string | undefined {
  const Key = tombstoneKey({ table: TABLE.table, key: KEY });
  const read = { TableName: TOMBSTONES_TABLE.TableName, Key, ConsistentRead: true };
  return region.perform('GetItem', read).Item?.['v']?.S;
}

/** Whether the item lets a write of that version through: it is absent, has no stamp, or an older one. */
export function isOlder(item: StandingItem, version: Version): boolean {
  return 'version' in item ? compareVersions(item.version, version) < 0 : true;
}
