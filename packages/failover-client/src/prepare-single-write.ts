import type { DeleteItemInput, PutItemInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { fenceKeyed, stampPut, stampUpdate, stripAnswer, stripItem, type Item } from '@understudy/versions';
import { prepareAbsentUpdate } from './prepare-absent-update.ts';
import { prepareProbe } from './prepare-probe.ts';
import type { OutgoingWrite, PreparedWrite } from './prepared-write.ts';
import { repeatableOf, type Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';
import { oldItemOf, refusedBy, withoutOldItem, type WriteRefusal } from './write-refusal.ts';

export interface SingleRequest {
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem';
  readonly input: object;
}

/**
 * A PutItem, UpdateItem or DeleteItem on a stamped table, with its stamp. Condition: the caller's, and that the item is
 * of no later epoch (the fence).
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function prepareSingleWrite(
  { operation, input }: SingleRequest,
  context: WriteContext,
): PreparedWrite {
  switch (operation) {
    case 'PutItem':
      return stampedWrite({ operation, input }, context, stampPut(input as PutItemInput, context.stamping));
    case 'UpdateItem': {
      const stamped = stampUpdate(input as UpdateItemInput, context.stamping);
      const { removesOnly } = stamped;
      if (removesOnly && context.notes.isAbsent === true)
        return prepareAbsentUpdate(input as UpdateItemInput, context);
      return stampedWrite({ operation, input }, context, stamped);
    }
    case 'DeleteItem':
      return stampedWrite(
        { operation, input },
        context,
        fenceKeyed(input as DeleteItemInput, context.stamping),
      );
  }
}

function stampedWrite(callers: SingleRequest, context: WriteContext, stamped: StampedRequest): PreparedWrite {
  return stamped.isVoid
    ? prepareProbe(callers, context, { form: 'own' })
    : new SingleWrite(callers, context, stamped);
}

/** A request with its stamp and its fence. */
interface StampedRequest {
  readonly request: object;
  /** Whether the caller asked for the old item of a failed condition. */
  readonly asksOld: boolean;
  /** Whether it is an update that only removes attributes, and so creates no item. */
  readonly removesOnly?: boolean;
  /** Whether it can't be stamped, and was made void. */
  readonly isVoid: boolean;
}

class SingleWrite implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = true;
  readonly isStamped = true;
  readonly request: WireRequest;
  readonly #callers: SingleRequest;
  readonly #context: WriteContext;
  readonly #stamped: StampedRequest;

  constructor(callers: SingleRequest, context: WriteContext, stamped: StampedRequest) {
    this.request = { operation: callers.operation, input: stamped.request };
    this.#callers = callers;
    this.#context = context;
    this.#stamped = stamped;
  }

  repeatable(): Repeatable {
    return repeatableOf(this.#callers);
  }

  answerOf(output: object): object {
    const { operation, input } = this.#callers;
    const { attribute } = this.#context.stamping;
    return stripAnswer(operation, input, output, { attribute, isStamped: () => true });
  }

  readRefusal(error: Error): WriteRefusal {
    const { asksOld, removesOnly } = this.#stamped;
    const item = oldItemOf(error);
    // The fence demands an item of such an update, since no stamp may create one.
    if (item === undefined && removesOnly === true)
      return { verdict: 'change-form', notes: { ...this.#context.notes, isAbsent: true } };
    const refuser = refusedBy(item, this.#context);
    if (refuser === 'fence') return { verdict: 'fenced' };
    if (refuser === 'own-write' && item !== undefined)
      return { verdict: 'already-applied', output: this.#answerOfApplied(item) };
    const { attribute } = this.#context.stamping;
    return { verdict: 'callers-error', error: withoutOldItem(error, asksOld, attribute) };
  }

  /** The answer of the attempt that was applied, by the item that it left. */
  #answerOfApplied(item: Item): object {
    const { operation, input } = this.#callers;
    if (operation !== 'UpdateItem' || (input as UpdateItemInput).ReturnValues !== 'ALL_NEW') return {};
    return { Attributes: stripItem(item, this.#context.stamping.attribute) };
  }
}
