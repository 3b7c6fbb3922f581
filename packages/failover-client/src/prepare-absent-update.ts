import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { checkAbsent, translateLegacy } from '@understudy/versions';
import { asSingleError, reasonOf } from './as-single-error.ts';
import type { OutgoingWrite, PreparedWrite } from './prepared-write.ts';
import type { Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';
import type { WriteRefusal } from './write-refusal.ts';

/**
 * An update that only removes attributes, where the item does not exist: DynamoDB creates no item for it, so only the
 * caller's condition is checked. Condition: the item is absent, and the caller's.
 */
export function prepareAbsentUpdate(input: UpdateItemInput, context: WriteContext): PreparedWrite {
  if (translateLegacy(input).ConditionExpression === undefined) return { step: 'done', output: {} };
  return new AbsentUpdate(input, context);
}

class AbsentUpdate implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = false;
  readonly request: WireRequest;
  readonly #context: WriteContext;

  constructor(input: UpdateItemInput, context: WriteContext) {
    const transaction: TransactWriteItemsInput = {
      TransactItems: [{ ConditionCheck: checkAbsent(input) }],
      ClientRequestToken: context.token,
    };
    this.request = { operation: 'TransactWriteItems', input: transaction };
    this.#context = context;
  }

  repeatable(): Repeatable {
    return 'anywhere';
  }

  answerOf(): object {
    return {};
  }

  readRefusal(error: Error): WriteRefusal {
    const reason = reasonOf(error, 0);
    if (reason?.Item !== undefined)
      return { verdict: 'change-form', notes: { ...this.#context.notes, isAbsent: false } };
    return { verdict: 'callers-error', error: reason === undefined ? error : asSingleError(error, reason) };
  }
}
