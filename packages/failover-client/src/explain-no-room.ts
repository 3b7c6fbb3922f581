import type { PutItemInput } from '@aws-sdk/client-dynamodb';
import {
  itemSize,
  MOST_EXPRESSION_BYTES,
  MOST_ITEM_BYTES,
  MOST_OPERATORS,
  STAMP_ROOM,
  stampBytes,
} from '@understudy/versions';
import { FailoverClientError } from './errors.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';

/**
 * The error of a write that is within DynamoDB's limits, but not with its stamp and fence, by the refusal of the stamped
 * one; `undefined` where that refusal is for no limit.
 */
export function explainNoRoom(
  { operation, input }: WireRequest,
  formRefusal: Error,
  { stamping }: WriteContext,
): FailoverClientError | undefined {
  const { message } = formRefusal;
  if (message.startsWith('Item size')) {
    const { Item: item } = input as PutItemInput;
    const bytes = operation === 'PutItem' && item !== undefined ? itemSize(item) : Infinity;
    return bytes <= MOST_ITEM_BYTES ? noRoomForItem(bytes, stamping.stamp, stamping.attribute) : undefined;
  }
  if (/Expression size/i.test(message)) {
    const bytes = message.includes('UpdateExpression') ? STAMP_ROOM.updateBytes : STAMP_ROOM.conditionBytes;
    return noRoom('expression bytes', MOST_EXPRESSION_BYTES, bytes, message);
  }
  if (/operators/i.test(message))
    return noRoom('operators of an expression', MOST_OPERATORS, STAMP_ROOM.operators, message);
  return undefined;
}

/** @param bytes the item's own, without its stamp */
export function noRoomForItem(bytes: number, stamp: string, attribute: string): FailoverClientError {
  const taken = stampBytes({ attribute, stamp });
  return noRoom('item bytes', MOST_ITEM_BYTES, taken, `The item has ${bytes} bytes without its stamp`);
}

function noRoom(limit: string, most: number, taken: number, why: string): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_NO_ROOM', {
    what: `DynamoDB takes ${most} ${limit}, of which stamp and fence take up to ${taken}. ${why}.`,
    details: { limit, most, taken },
  });
}
