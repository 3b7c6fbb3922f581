import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable } from '@understudy/sandbox';
import { KEY } from './sample-item.ts';
import { tableClient } from './table-client.ts';
import type { Site } from './types.ts';

/** Makes an empty table with a stream of both images, as a link wants it at both ends. */
export async function createTable(site: Site, table: string): Promise<void> {
  await using client = tableClientOf(site);
  await prepareTable(client.it, { name: table, key: { [KEY]: 'S' } });
}

export function tableClientOf(site: Site): AsyncDisposable & { readonly it: DynamoDBClient } {
  const it = tableClient(site);
  return { it, [Symbol.asyncDispose]: async () => it.destroy() };
}
