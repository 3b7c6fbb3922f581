import { marshall } from '@aws-sdk/util-dynamodb';
import { SERVICE_KEY, type StoredItem } from '@understudy/route';
import type { EntryKey } from '../stores/item-table.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

/** DynamoDB takes 409,600 bytes, and counts them in another way than JSON text does. */
const MOST_BYTES = 300_000;

/**
 * The item that keeps `value`: each member as an attribute. `writeId` tells this write from any other's.
 * @throws ControlStoreError `UND_CONTROL_STORE_ITEM_TOO_LARGE`
 */
export function encodeEntry({ service, entry }: EntryKey, value: object, writeId?: string): StoredItem {
  refuseLargeItem(entry, Buffer.byteLength(JSON.stringify(value)), MOST_BYTES);
  return {
    ...(marshall(value, { removeUndefinedValues: true }) as StoredItem),
    [SERVICE_KEY]: { S: service },
    entry: { S: entry },
    ...(writeId !== undefined && { writeId: { S: writeId } }),
  };
}
