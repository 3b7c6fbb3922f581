import {
  UpdateItemCommand,
  type TransactWriteItem,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { markedStamp, tombstoneId } from '@understudy/versions';
import { linkId, LINKS_TABLE, type LinkName } from '@understudy/links';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { RegionClient, RemoveChange } from '../types.ts';
import type { Removal } from './mark-item.ts';
import type { TargetTable } from './target-table.ts';

/** What the sort keys of a link's suspects begin with. */
export const SUSPECT = 'suspect#';

/** A suspect's sort key: one for each key of the table. */
export function suspectPart({ table }: LinkName, key: RemoveChange['key']): string {
  return SUSPECT + tombstoneId(table, key).slice(table.length + 1);
}

/**
 * Part of a delete's transaction: notes that a late put may undo the delete.
 * Condition: none; the last delete of a key counts.
 */
export function putSuspect(
  link: LinkName,
  { key, versionText }: Pick<RemoveChange, 'key' | 'versionText'>,
): TransactWriteItem {
  return {
    Put: {
      TableName: LINKS_TABLE,
      Item: {
        link: { S: linkId(link) },
        part: { S: suspectPart(link, key) },
        key: { M: { ...key } },
        v: { S: versionText },
      },
    },
  };
}

/**
 * The first half of deleting again what a late put of this link brought back. `false`: the condition refused it.
 * Condition: the item has a stamp, as everything does that a link puts, and it is older than the delete, or is its mark.
 */
export async function markSuspect(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(markSuspectRequest(removal, table)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** The mark's request, with its condition. */
export function markSuspectRequest(
  { key, version, versionText }: Removal,
  { table, stampAttribute }: TargetTable,
) {
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: '#v < :version OR #v = :marked',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText }, ':marked': { S: markedStamp(version) } },
  } as const satisfies UpdateItemCommandInput;
}
