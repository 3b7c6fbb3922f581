import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { checkTombstone, encodeVersion, epochCeiling, type Item, type Version } from '@understudy/versions';
import type { TargetTable } from './target-table.ts';

export interface PutBack {
  readonly key: Item;
  /** The winner as it stands at the target, stamp and all. */
  readonly item: Item;
  readonly version: Version;
  /** The region the winner is put into: the link's source. */
  readonly source: string;
}

/**
 * Step 5: the winning item goes to the region whose write lost, with the stamp it has.
 * Conditions: the source's item is of an earlier epoch (or bears no stamp), or is absent while the winner did not
 * come from the source (which would have removed it itself); and no tombstone there is of the winner's version or later.
 */
export function putBackRequest(
  { key, item, version, source }: PutBack,
  target: TargetTable,
): TransactWriteItemsCommandInput {
  const { table, partitionKey, stampAttribute } = target;
  const cameFromSource = version.region === source;
  const older = 'attribute_not_exists(#v) OR #v < :epoch';
  return {
    TransactItems: [
      {
        Put: {
          TableName: table,
          Item: { ...item },
          ConditionExpression: cameFromSource ? `attribute_exists(#k) AND (${older})` : older,
          ExpressionAttributeNames: {
            '#v': stampAttribute,
            ...(cameFromSource ? { '#k': partitionKey } : {}),
          },
          ExpressionAttributeValues: { ':epoch': { S: epochFloor(version.epoch) } },
        },
      },
      { ConditionCheck: checkTombstone({ table, key }, encodeVersion(version)) },
    ],
  };
}

/** The text above every stamp of an earlier epoch and below each of `epoch`. */
export function epochFloor(epoch: number): string {
  return epochCeiling(epoch - 1);
}
