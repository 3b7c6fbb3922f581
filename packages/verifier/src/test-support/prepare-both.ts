import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable, type LocalRegion, type TableShape } from '@understudy/sandbox';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamp, replicatedStamp, type Item } from '@understudy/versions';
import type { Both, VerifiedRegion } from '../types.ts';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';

/** Two regions as the verifier takes them: DynamoDB Local keeps a separate database for each region's name. */
export function regionsOf(local: LocalRegion): Both<VerifiedRegion & { client: DynamoDBClient }> {
  const open = (name: string) => ({ name, client: local.client({ region: name }) });
  return [open(EAST), open(WEST)];
}

export async function prepareBoth(regions: Both<VerifiedRegion>, shape: TableShape): Promise<void> {
  await Promise.all(regions.map(({ client }) => prepareTable(client, { stream: false, ...shape })));
}

/** Puts items, many at once. */
export async function fill({ client }: VerifiedRegion, table: string, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((item) => ({ PutRequest: { Item: { ...item } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
}

/** An item as the client of its writer stamped it. */
export function native(item: Item, epoch = 1, region = EAST): Item {
  return { ...item, [DEFAULT_STAMP_ATTRIBUTE]: { S: nativeStamp(epoch, region, 1_767_225_600_000) } };
}

/** A copy of it as the link put it. */
export function copied(item: Item, sequence = '100000000000000000001', epoch = 1, region = EAST): Item {
  return { ...item, [DEFAULT_STAMP_ATTRIBUTE]: { S: replicatedStamp({ epoch, region, sequence }) } };
}
