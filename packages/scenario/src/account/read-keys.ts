import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keyFromText } from '../workload/write-command.ts';
import { keyText, TABLES, type TableName } from '../service/tables.ts';
import { groupBy } from './group-by.ts';
import { tableOf } from '../service/tables.ts';
import type { Content } from '../journal/types.ts';

const MOST_KEYS = 100;

/** Some items of one region, by key; those that are not there are left out. */
export async function readKeys(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, Content>> {
  const items = new Map<string, Content>();
  const byTable = groupBy(new Set(keys), tableOf);
  for (const table of TABLES) {
    const wanted = byTable.get(table) ?? [];
    for (let at = 0; at < wanted.length; at += MOST_KEYS) {
      await readBatch(client, table, wanted.slice(at, at + MOST_KEYS), items);
    }
  }
  return items;
}

async function readBatch(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  table: TableName,
  keys: readonly string[],
  items: Map<string, Content>,
): Promise<void> {
  let open: Record<string, unknown>[] = keys.map(keyFromText);
  while (open.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: true } } }),
    );
    for (const item of Responses?.[table] ?? []) items.set(keyText(table, item), item);
    open = UnprocessedKeys?.[table]?.Keys ?? [];
  }
}
