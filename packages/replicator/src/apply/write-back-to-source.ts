import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import {
  checkTombstone,
  decodeStamp,
  encodeVersion,
  incompleteMember,
  type Item,
} from '@understudy/versions';
import type { RegionClient, Winner } from '../types.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { epochFloor } from './epoch-floor.ts';
import { incomplete } from './restore-image.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';

/**
 * Step 5: the winner of a later epoch is written back to the region whose write lost, with the stamp it has. `false`
 * where the source does not need it: its copy is of that epoch or a later one, or it has removed the winner itself, or
 * the winner is being deleted.
 * Conditions for an item: the source's item is of an earlier epoch (or has no stamp), or is absent while the winner did
 * not come from the source (which would have removed it itself); and no tombstone there has the winner's version or a
 * later one. For a tombstone: those of delete-below-tombstone.ts, below the tombstone's epoch.
 * @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE`, and what the client throws
 */
export async function writeBackToSource(
  client: RegionClient,
  source: string,
  key: Item,
  winner: Winner,
  table: TargetTable,
  wallMs: number,
): Promise<boolean> {
  if (winner.kind === 'tombstone') {
    const { version } = winner;
    const below = epochFloor(version.epoch);
    return deleteBelowTombstone(
      client,
      { key, version, below, unstampedToo: true, leaveTombstoneMs: wallMs },
      table,
    );
  }
  if (decodeStamp(winner.stamp).marked) return false;
  const lost = incompleteMember(winner.item);
  if (lost !== undefined) throw incomplete(lost, 'the winner can not be written back without it');
  return (await sendTransaction(client, putRequest(source, key, winner, table))) === undefined;
}

function putRequest(
  source: string,
  key: Item,
  { item, version }: Extract<Winner, { kind: 'item' }>,
  { table, partitionKey, stampAttribute }: TargetTable,
): TransactWriteItemsCommandInput {
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
