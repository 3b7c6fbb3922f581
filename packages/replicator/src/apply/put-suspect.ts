import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { tombstoneId } from '@understudy/versions';
import { linkId } from '../name-link.ts';
import { LINKS_TABLE } from '../table-names.ts';
import type { LinkName, RemoveChange } from '../types.ts';

/** What the sort keys of a link's suspects begin with. */
export const SUSPECT = 'suspect#';

/** A suspect's sort key: one for each key of the table. */
export function suspectPart({ table }: LinkName, key: RemoveChange['key']): string {
  return SUSPECT + tombstoneId(table, key).slice(table.length + 1);
}

/** Notes, along with a delete, that a late put may undo it. Condition: none; the later delete of a key is the one that counts. */
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
