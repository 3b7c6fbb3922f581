import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { checkTombstone } from '@understudy/versions';
import type { PutChange } from '../types.ts';
import { putPlain } from './put-plain.ts';
import type { TargetTable } from './target-table.ts';

/** The places of the transaction's items among its cancellation reasons. */
export const PUT_GUARDED = { item: 0, tombstone: 1 } as const;

/**
 * Step 4 while a region is merging, or may be.
 * Conditions: that of put-plain.ts, and no tombstone of the key at the target is of this version or a later one.
 */
export function putGuarded(change: PutChange, target: TargetTable): TransactWriteItemsCommandInput {
  const put = putPlain(change, target);
  return {
    TransactItems: [
      { Put: put },
      { ConditionCheck: checkTombstone({ table: target.table, key: change.key }, change.versionText) },
    ],
  };
}
