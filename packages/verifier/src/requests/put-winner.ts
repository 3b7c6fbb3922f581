import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { encodeVersion, tombstoneKey, type Item } from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import type { Seen, RepairTable } from './repair-table.ts';
import { copyStands } from './copy-stands.ts';

/**
 * Puts the winner.
 * Conditions: the copy there is the one that was seen (by its stamp, which is new in every write of a stamped table;
 * or none, or absent), and so is the tombstone of the key.
 */
export function putWinner(
  key: Item,
  item: Item,
  seen: Seen,
  { table, partitionKey, stampAttribute }: RepairTable,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      {
        Put: { TableName: table, Item: { ...item }, ...copyStands(seen.copy, partitionKey, stampAttribute) },
      },
      {
        ConditionCheck: {
          TableName: TOMBSTONES_TABLE.TableName,
          Key: tombstoneKey({ table, key }),
          ExpressionAttributeNames: { '#v': 'v' },
          ...(seen.tombstone === undefined
            ? { ConditionExpression: 'attribute_not_exists(#v)' }
            : {
                ConditionExpression: '#v = :tombstone',
                ExpressionAttributeValues: { ':tombstone': { S: encodeVersion(seen.tombstone) } },
              }),
        },
      },
    ],
  };
}
