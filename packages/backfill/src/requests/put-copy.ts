import type { PutItemCommandInput, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { checkTombstone } from '@understudy/versions';
import type { Copy, CopiedTable } from '../types.ts';

/** Condition: the target's item is absent, bears no stamp, or an older one: the link's own. */
export function putCopy({ item, below }: Copy, { name, stampAttribute }: CopiedTable) {
  return {
    TableName: name,
    Item: { ...item },
    ConditionExpression: 'attribute_not_exists(#v) OR #v < :below',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':below': { S: below } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const satisfies PutItemCommandInput;
}

/** Conditions: that of `putCopy`, and no tombstone of the key at the target is of this version or a later one. */
export function putCopyGuarded(copy: Copy, table: CopiedTable): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { Put: putCopy(copy, table) },
      { ConditionCheck: checkTombstone({ table: table.name, key: copy.key }, copy.below) },
    ],
  };
}

/** Condition: the target's item still bears the stamp that was seen. */
export function replaceCopy(item: Copy['item'], seen: string, { name, stampAttribute }: CopiedTable) {
  return {
    TableName: name,
    Item: { ...item },
    ConditionExpression: '#v = :seen',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':seen': { S: seen } },
  } as const satisfies PutItemCommandInput;
}
