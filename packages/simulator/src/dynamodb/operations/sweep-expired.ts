import type { DatabaseState } from '../database-state.ts';
import { compareNumbers } from '../values/canonical-number.ts';
import type { Entry } from '../tables/table.ts';

/** What ended longer ago than this was never meant as a time, and stays. */
const OLDEST_MS = 5 * 365 * 24 * 60 * 60 * 1000;

/** Removes items whose time is over, oldest keys first, at most `limit`, as DynamoDB does by and by. */
export function sweepExpired(state: DatabaseState, tableName: string, limit: number): number {
  const table = state.table(tableName);
  const { expiryAttribute: name } = table;
  if (name === undefined) return 0;
  const nowSeconds = String(Math.floor(state.nowMs / 1000));
  const oldestSeconds = String(Math.floor((state.nowMs - OLDEST_MS) / 1000));
  const isExpired = ({ attributes }: Entry) => {
    const until = attributes.get(name);
    return (
      until?.type === 'N' &&
      compareNumbers(until.value, nowSeconds) < 0 &&
      compareNumbers(until.value, oldestSeconds) > 0
    );
  };
  const expired = [...table.entries()].filter(isExpired).slice(0, limit);
  for (const { key } of expired) state.write(table, key, undefined, true);
  return expired.length;
}
