import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import { partKey, stillLeads } from '../leadership/claim-link.ts';
import type { TablesItem } from './judge-tables.ts';

export const TABLES = 'tables';

/** Condition: `owner` leads the link. */
export function noteTables(
  link: LinkName,
  owner: string,
  { stream, sourceId, targetId }: TablesItem,
): TransactWriteItemsCommandInput {
  const item = {
    ...partKey(link, TABLES),
    stream: { S: stream },
    ...(sourceId === undefined ? {} : { sourceId: { S: sourceId } }),
    ...(targetId === undefined ? {} : { targetId: { S: targetId } }),
  };
  return {
    TransactItems: [
      { ConditionCheck: stillLeads(link, owner) },
      { Put: { TableName: LINKS_TABLE, Item: item } },
    ],
  };
}

export function decodeTables(item: Item | undefined): TablesItem | undefined {
  if (item?.stream?.S === undefined) return undefined;
  return {
    stream: item.stream.S,
    ...(item.sourceId?.S === undefined ? {} : { sourceId: item.sourceId.S }),
    ...(item.targetId?.S === undefined ? {} : { targetId: item.targetId.S }),
  };
}
