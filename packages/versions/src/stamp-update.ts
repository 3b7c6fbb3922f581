import { freshPlaceholders, type Placeholders } from './fresh-placeholders.ts';
import { refuseStampAttribute } from './refuse-stamp-attribute.ts';
import type { Stamping } from './native-stamping.ts';
import { readUpdate } from './read-expression.ts';
import { voidKeyed } from './void-put.ts';
import { type Stamped, type KeyedRequest, inExpressions, voided, keyName, fenced } from './stamped.ts';

export interface StampedUpdate<T> extends Stamped<T> {
  /**
   * Only REMOVE and DELETE clauses: DynamoDB makes no item of such an update where none is, while the stamp's SET
   * would. So it carries the further condition that the item exists; where that fails, `absent` is what is left to do.
   */
  readonly removesOnly: boolean;
}

/**
 * Puts the stamp on an UpdateItem or a transaction's Update: one more assignment.
 * Condition: as stampPut; and where the update only removes, that the item exists.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function stampUpdate<T extends KeyedRequest>(input: T, stamping: Stamping): StampedUpdate<T> {
  refuseStampAttribute(stamping.attribute, input);
  const request = inExpressions(input);
  if (request === undefined) return { ...voided(voidKeyed(input, stamping.attribute)), removesOnly: false };
  const placeholders = freshPlaceholders(request);
  const clauses = readUpdate(request.UpdateExpression ?? '');
  const removesOnly =
    clauses.length > 0 && clauses.every(({ clause }) => clause === 'REMOVE' || clause === 'DELETE');
  const assigned = {
    ...request,
    UpdateExpression: assignStamp(request.UpdateExpression, placeholders),
  };
  const name = keyName(request.Key);
  const mustExist = removesOnly && name !== undefined;
  return {
    ...fenced(assigned, stamping, {
      placeholders,
      conditions: mustExist ? [`attribute_exists(${placeholders.key})`] : [],
      names: mustExist ? { [placeholders.key]: name } : {},
      values: { [placeholders.stamp]: { S: stamping.stamp } },
    }),
    removesOnly: mustExist,
  };
}

function assignStamp(expression: string | undefined, { attribute, stamp }: Placeholders): string {
  const assignment = `${attribute}=${stamp}`;
  if (expression === undefined) return `SET ${assignment}`;
  const set = readUpdate(expression).find(({ clause }) => clause === 'SET');
  if (set === undefined) return `SET ${assignment} ${expression}`;
  const { end } = set.keyword;
  return `${expression.slice(0, end)} ${assignment},${expression.slice(end)}`;
}
