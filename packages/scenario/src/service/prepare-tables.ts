import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable } from '@understudy/sandbox';
import { keyShape, TABLES } from './tables.ts';

/** Creates the application's tables in one region, without streams: what is loaded first needs no link to carry it. */
export async function prepareTables(client: Pick<DynamoDBClient, 'send'>): Promise<void> {
  await Promise.all(TABLES.map((name) => prepareTable(client, { name, key: keyShape(name), stream: false })));
}
