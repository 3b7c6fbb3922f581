import type { DatabaseState } from '../database-state.ts';
import { conditionalCheckFailed } from '../conditional-check-failed.ts';
import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import type { Entry } from '../tables/table.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import type { PreparedWrite } from './prepared-write.ts';

/** The item before and after a write. */
export interface Written {
  readonly old: Entry | undefined;
  readonly fresh: Entry | undefined;
}

/**
 * Carries out one write on its condition.
 * @throws ConditionalCheckFailedException with the item, where it was asked for.
 */
export function carryOut(state: DatabaseState, write: PreparedWrite): Written {
  const old = write.table.get(write.key);
  if (write.condition !== undefined && !evaluateCondition(write.condition, old?.attributes)) {
    const item = write.showsItem && old !== undefined ? presentAttributes(old.attributes) : undefined;
    throw conditionalCheckFailed(item);
  }
  const fresh = write.next(old);
  state.write(write.table, write.key, fresh);
  return { old, fresh };
}
