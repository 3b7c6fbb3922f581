import { fenceCondition } from './fence-condition.ts';
import { freshPlaceholders } from './fresh-placeholders.ts';
import type { Stamping } from './native-stamping.ts';

/** The most bytes and operators that DynamoDB takes in one expression. */
export const MOST_EXPRESSION_BYTES = 4096;
export const MOST_OPERATORS = 300;

const { attribute, stamp, key } = freshPlaceholders({});

/** What stamp and fence take of DynamoDB's limits, at most, where no placeholder of the caller's looks like ours. */
export const STAMP_SPACE = {
  /** Bytes of a ConditionExpression. */
  conditionBytes: `(attribute_exists(${key})) AND (${fenceCondition(freshPlaceholders({}))}) AND ()`.length,
  /** Bytes of an UpdateExpression. */
  updateBytes: `SET ${attribute}=${stamp}, `.length,
  /** Operators and functions of a ConditionExpression: the fence has three, `attribute_exists` and the ANDs three. */
  operators: 6,
} as const;

/** Bytes of an item that its stamp takes. */
export function stampBytes({ attribute: name, stamp: text }: Pick<Stamping, 'attribute' | 'stamp'>): number {
  return Buffer.byteLength(name) + Buffer.byteLength(text);
}
