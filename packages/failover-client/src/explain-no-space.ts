import type { PutItemInput } from '@aws-sdk/client-dynamodb';
import {
  itemSize,
  MOST_EXPRESSION_BYTES,
  MOST_ITEM_BYTES,
  MOST_OPERATORS,
  STAMP_SPACE,
  stampBytes,
} from '@understudy/versions';
import { FailoverClientError } from './errors.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';

/**
 * The error of a write that is within DynamoDB's limits, but not with its stamp and fence, by the refusal of the stamped
 * one; `undefined` where that refusal is for no limit.
 */
export function explainNoSpace(
  { operation, input }: WireRequest,
  formRefusal: Error,
  { stamping }: WriteContext,
): FailoverClientError | undefined {
  const { message } = formRefusal;
  if (message.startsWith('Item size')) {
    const { Item: item } = input as PutItemInput;
    const bytes = operation === 'PutItem' && item !== undefined ? itemSize(item) : Infinity;
    return bytes <= MOST_ITEM_BYTES ? noSpaceForItem(bytes, stamping.stamp, stamping.attribute) : undefined;
  }
  if (/Expression size/i.test(message)) {
    const bytes = message.includes('UpdateExpression') ? STAMP_SPACE.updateBytes : STAMP_SPACE.conditionBytes;
    return noSpace('expression bytes', MOST_EXPRESSION_BYTES, bytes, message);
  }
  if (/operators/i.test(message))
    return noSpace('operators of an expression', MOST_OPERATORS, STAMP_SPACE.operators, message);
  return undefined;
}

/** @param bytes the item's own, without its stamp */
export function noSpaceForItem(bytes: number, stamp: string, attribute: string): FailoverClientError {
  const taken = stampBytes({ attribute, stamp });
  return noSpace('item bytes', MOST_ITEM_BYTES, taken, `The item has ${bytes} bytes without its stamp`);
}

function noSpace(limit: string, most: number, taken: number, why: string): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_NO_SPACE', {
    what: `DynamoDB takes ${most} ${limit}, of which stamp and fence take up to ${taken}. ${why}.`,
    details: { limit, most, taken },
  });
}
