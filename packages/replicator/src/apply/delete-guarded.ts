import type { TransactWriteItem, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { RemoveChange } from '../types.ts';
import { deletePlain } from './delete-plain.ts';
import type { TargetTable } from './target-table.ts';
import { putTombstone } from '@understudy/versions';
import { tombstoneOf } from './tombstone-of.ts';

/** The places of the transaction's items among its cancellation reasons. */
export const DELETE_GUARDED = { item: 0, tombstone: 1 } as const;

/**
 * The second half of a replicated delete while a region is merging, or may be, with the tombstone.
 * Conditions: that of delete-plain.ts, and no later tombstone stands in the new one's place.
 * `suspect`, where given, is written with them: see late-applies.ts.
 */
export function deleteGuarded(
  change: Pick<RemoveChange, 'key' | 'version' | 'versionText'>,
  target: TargetTable,
  wallMs: number,
  suspect?: TransactWriteItem,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { Delete: deletePlain(change, target) },
      { Put: putTombstone(tombstoneOf(change, target, wallMs)) },
      ...(suspect === undefined ? [] : [suspect]),
    ],
  };
}
