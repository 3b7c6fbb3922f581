import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { checkTombstone } from '@understudy/versions';
import type { RemoveChange } from '../types.ts';
import { markPlain } from './mark-plain.ts';
import type { TargetTable } from './target-table.ts';

/** The places of the transaction's items among its cancellation reasons. */
export const MARK_GUARDED = { item: 0, tombstone: 1 } as const;

/**
 * The first half of a replicated delete while a region is merging, or may be.
 * Conditions: that of mark-plain.ts, and no tombstone of the key at the target is of a later version.
 */
export function markGuarded(
  change: Pick<RemoveChange, 'key' | 'version' | 'versionText'>,
  target: TargetTable,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { Update: markPlain(change, target) },
      {
        ConditionCheck: checkTombstone({ table: target.table, key: change.key }, change.versionText, {
          orTheSame: true,
        }),
      },
    ],
  };
}
