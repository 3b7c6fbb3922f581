import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { checkAbsent, tableNameOf, translateLegacy } from '@understudy/versions';
import { asSingleError, reasonOf } from './as-single-error.ts';
import type { OutgoingWrite, PreparedWrite } from './prepared-write.ts';
import type { Repeatable } from './repeatable.ts';
import { singleMetrics } from './single-metrics.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';
import type { WriteRefusal } from './write-refusal.ts';

/**
 * An update that only removes attributes, where the item does not exist: DynamoDB creates no item for it, so only the
 * caller's condition is checked. Condition: the item is absent, and the caller's.
 */
export function prepareAbsentUpdate(input: UpdateItemInput, context: WriteContext): PreparedWrite {
  if (translateLegacy(input).ConditionExpression === undefined)
    return { step: 'done', output: capacityOf(input) };
  return new AbsentUpdate(input, context);
}

/** What DynamoDB consumes for an update that changes nothing: one unit. */
function capacityOf({ TableName = '', ReturnConsumedCapacity: asked = 'NONE' }: UpdateItemInput): object {
  if (asked === 'NONE') return {};
  const units = { CapacityUnits: 1 };
  return {
    ConsumedCapacity: {
      TableName: tableNameOf(TableName),
      ...units,
      ...(asked === 'INDEXES' ? { Table: units } : {}),
    },
  };
}

class AbsentUpdate implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = false;
  readonly isStamped = true;
  readonly request: WireRequest;
  readonly #input: UpdateItemInput;
  readonly #context: WriteContext;

  constructor(input: UpdateItemInput, context: WriteContext) {
    const { ReturnConsumedCapacity } = input;
    const transaction: TransactWriteItemsInput = {
      TransactItems: [{ ConditionCheck: checkAbsent(input) }],
      ClientRequestToken: context.token,
      ...(ReturnConsumedCapacity === undefined ? {} : { ReturnConsumedCapacity }),
    };
    this.request = { operation: 'TransactWriteItems', input: transaction };
    this.#input = input;
    this.#context = context;
  }

  repeatable(): Repeatable {
    return 'anywhere';
  }

  answerOf(output: object): object {
    return singleMetrics(output, tableNameOf(this.#input.TableName ?? ''));
  }

  readRefusal(error: Error): WriteRefusal {
    const reason = reasonOf(error, 0);
    if (reason?.Item !== undefined)
      return { verdict: 'change-form', notes: { ...this.#context.notes, isAbsent: false } };
    return { verdict: 'callers-error', error: reason === undefined ? error : asSingleError(error, reason) };
  }
}
