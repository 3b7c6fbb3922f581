import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { checkAbsent, translateLegacy } from '@understudy/versions';
import type { PreparedWrite } from './prepared-write.ts';
import type { WriteContext } from './write-context.ts';
import { asSingleError, reasonOf } from './as-single-error.ts';

/**
 * What is left of an update that only removes where its item is absent: nothing to write, only the caller's condition
 * to decide. DynamoDB makes no item of such an update.
 */
export function prepareAbsentUpdate(input: UpdateItemInput, { notes, token }: WriteContext): PreparedWrite {
  if (translateLegacy(input).ConditionExpression === undefined) return { step: 'done', output: {} };
  const request: TransactWriteItemsInput = {
    TransactItems: [{ ConditionCheck: checkAbsent(input) }],
    ClientRequestToken: token,
  };
  return {
    step: 'send',
    request: { operation: 'TransactWriteItems', input: request },
    own: false,
    repeatable: () => 'anywhere',
    toAnswer: () => ({}),
    readRefusal: (error) => {
      const reason = reasonOf(error, 0);
      if (reason?.Item !== undefined) return { verdict: 'again', notes: { ...notes, absent: false } };
      return { verdict: 'caller', error: reason === undefined ? error : asSingleError(error, reason) };
    },
  };
}
