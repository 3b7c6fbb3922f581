import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import type { OpenedRecords } from '../adapters/open-records.ts';
import type { RecordEntry } from '../types.ts';

/** What deciding a record would replace, and by what. */
export interface Preview {
  readonly stored: Item | undefined;
  readonly wanted: Item | undefined;
  /** The region whose item it is. */
  readonly region: string;
}

/** Reads the item that applying a ledger entry (in the writer), or redriving a dead letter (in its link's target), would change. */
export async function previewRecord(
  { link, key, entry, images, write }: RecordEntry,
  { records, route }: OpenedRecords,
): Promise<Preview> {
  const writer = 'reason' in entry ? (await route()).writer : undefined;
  const region = writer ?? link.target;
  const get = new GetItemCommand({ TableName: link.table, Key: { ...key }, ConsistentRead: true });
  const { Item: stored } = await records.client(region).send(get);
  const image = 'lost' in images ? images.lost : 'new' in images ? images.new : undefined;
  return { stored, wanted: write === 'remove' ? undefined : image, region };
}
