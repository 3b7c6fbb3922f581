import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { isIdempotentUpdate, translateLegacy } from '@understudy/versions';
import type { WireRequest } from './types.ts';

/**
 * Whether a write whose answer was lost may be sent again: `anywhere`; `same-epoch`, where DynamoDB recognises the repeat
 * by its token, which only the same region does, and only for the same stamps; or `never`.
 */
export type Repeatable = 'anywhere' | 'same-epoch' | 'never';

/**
 * Decides by the effect and the answer of applying the write twice. Effects that add up, answers that show the old item,
 * and conditions that the write itself changes without a trace are not repeated.
 */
export function repeatableOf({ operation, input }: WireRequest): Repeatable {
  switch (operation) {
    case 'PutItem':
    case 'DeleteItem':
      return answersOld(input) ? 'never' : 'anywhere';
    case 'UpdateItem':
      return isRepeatableUpdate(input as UpdateItemInput) ? 'anywhere' : 'never';
    case 'BatchWriteItem':
      return 'anywhere';
    case 'TransactWriteItems':
      return partsRepeat(input as TransactWriteItemsInput) ? 'anywhere' : 'same-epoch';
    case 'ExecuteTransaction':
      return 'same-epoch';
    default:
      return 'never';
  }
}

function answersOld(input: { readonly ReturnValues?: string }): boolean {
  return input.ReturnValues === 'ALL_OLD' || input.ReturnValues === 'UPDATED_OLD';
}

function isRepeatableUpdate(input: UpdateItemInput): boolean {
  if (answersOld(input as { ReturnValues?: string })) return false;
  const { UpdateExpression: update, ConditionExpression: condition } = translateLegacy(input);
  if (update !== undefined && !isIdempotentUpdate(update)) return false;
  // Where the repeat's condition fails because the write was applied, its answer is made from the item; UPDATED_NEW can't be.
  return condition === undefined || input.ReturnValues !== 'UPDATED_NEW';
}

/** Without its token, a transaction is repeatable where each of its parts is. */
function partsRepeat({ TransactItems: parts = [] }: TransactWriteItemsInput): boolean {
  return parts.every(
    ({ Update: update }) =>
      update?.UpdateExpression === undefined || isIdempotentUpdate(update.UpdateExpression),
  );
}
