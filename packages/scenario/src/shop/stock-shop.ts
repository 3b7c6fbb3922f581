import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Content } from '../journal/types.ts';
import { CATALOGUE, PRODUCTS } from './catalogue.ts';

/** Puts the catalogue into a region, as a backfill leaves it. @param stamp the stamp's attribute and what it says */
export async function stockShop(client: Pick<DynamoDBDocumentClient, 'send'>, stamp: Content): Promise<void> {
  for (const product of CATALOGUE)
    await client.send(new PutCommand({ TableName: PRODUCTS, Item: { ...product, ...stamp } }));
}
