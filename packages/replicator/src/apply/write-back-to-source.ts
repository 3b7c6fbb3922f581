import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { decodeStamp, type Item } from '@understudy/versions';
import { refusedConditions } from '../adapters/classify-failure.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { epochFloor, putBackRequest } from './put-back-request.ts';
import type { TargetTable } from './target-table.ts';
import type { RegionClient, Winner } from '../types.ts';

/**
 * Step 5: the winner of a later epoch goes to the region whose write lost. `false` where the source needs nothing of
 * it: its copy is of that epoch or a later one, or it has removed the winner itself, or the winner is on its way out.
 * Conditions: those of put-back-request.ts, or of delete-below-tombstone.ts with the floor of the tombstone's epoch.
 */
export async function writeBackToSource(
  client: RegionClient,
  source: string,
  key: Item,
  winner: Winner,
  table: TargetTable,
  wallMs: number,
): Promise<boolean> {
  const { version } = winner;
  if (winner.kind === 'tombstone') {
    return deleteBelowTombstone(
      client,
      { key, version, below: epochFloor(version.epoch), unstampedToo: true, leaveTombstoneMs: wallMs },
      table,
    );
  }
  if (decodeStamp(winner.stamp).marked) return false;
  try {
    await client.send(
      new TransactWriteItemsCommand(putBackRequest({ key, item: winner.item, version, source }, table)),
    );
    return true;
  } catch (error) {
    if (refusedConditions(error) !== undefined) return false;
    throw error;
  }
}
