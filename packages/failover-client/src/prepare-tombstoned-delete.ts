import type { DeleteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import {
  fenceKeyed,
  judgeTombstone,
  putTombstone,
  requireCopy,
  stampOf,
  stripItem,
  tableNameOf,
} from '@understudy/versions';
import { asSingleError, reasonOf } from './as-single-error.ts';
import { classifyError } from './classify-error.ts';
import type { OutgoingWrite, PreparedWrite } from './prepared-write.ts';
import { prepareProbe } from './prepare-probe.ts';
import { repeatableOf, type Repeatable } from './repeatable.ts';
import { singleMetrics } from './single-metrics.ts';
import type { OldItem, WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';
import { refusedBy, type WriteRefusal } from './write-refusal.ts';

const ITEM = 0;
const TOMBSTONE = 1;

/**
 * A delete while a region is merging: a transaction of the delete and its tombstone (the protocol, "Stamps").
 * Conditions: the delete's as fenceKeyed says, the tombstone's as putTombstone says; where the old item must be
 * returned, which no transaction does, also that the item is the copy that was read before.
 */
export function prepareTombstonedDelete(input: DeleteItemInput, context: WriteContext): PreparedWrite {
  const { notes, stamping } = context;
  if (fenceKeyed(input, stamping).isVoid)
    return prepareProbe({ operation: 'DeleteItem', input }, context, { form: 'own' });
  if (input.ReturnValues !== 'ALL_OLD' || notes.copy !== undefined)
    return new TombstonedDelete(input, context);
  const { TableName, Key } = input;
  return {
    step: 'read',
    request: { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true } },
    learn: (output) => ({ ...notes, copy: { item: (output as { Item?: OldItem }).Item } }),
  };
}

class TombstonedDelete implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = false;
  readonly isStamped = true;
  readonly request: WireRequest;
  readonly #input: DeleteItemInput;
  readonly #context: WriteContext;
  readonly #asksOld: boolean;

  constructor(input: DeleteItemInput, context: WriteContext) {
    const { ReturnValues, ReturnConsumedCapacity, ReturnItemCollectionMetrics, ...write } = input;
    const { request: fenced, asksOld } = fenceKeyed(write, context.stamping);
    const { stamping, notes, token } = context;
    const transaction: TransactWriteItemsInput = {
      TransactItems: [
        {
          Delete:
            ReturnValues === 'ALL_OLD' ? requireCopy(fenced, notes.copy?.item, stamping.attribute) : fenced,
        },
        { Put: tombstoneOf(input, context) },
      ],
      ClientRequestToken: token,
      ...(ReturnConsumedCapacity === undefined ? {} : { ReturnConsumedCapacity }),
      ...(ReturnItemCollectionMetrics === undefined ? {} : { ReturnItemCollectionMetrics }),
    };
    this.request = { operation: 'TransactWriteItems', input: transaction };
    this.#input = input;
    this.#context = context;
    this.#asksOld = asksOld;
  }

  get #returnsOld(): boolean {
    return this.#input.ReturnValues === 'ALL_OLD';
  }

  /** The old item was read before, so a repeat that the token makes harmless has the same answer. */
  repeatable(): Repeatable {
    return this.#returnsOld ? 'same-epoch' : repeatableOf({ operation: 'DeleteItem', input: this.#input });
  }

  answerOf(output: object): object {
    const { stamping, notes } = this.#context;
    const old = this.#returnsOld ? notes.copy?.item : undefined;
    return {
      ...(old === undefined ? {} : { Attributes: stripItem(old, stamping.attribute) }),
      ...singleMetrics(output, tableNameOf(this.#input.TableName ?? '')),
    };
  }

  readRefusal(error: Error): WriteRefusal {
    const { stamping, notes } = this.#context;
    const item = reasonOf(error, ITEM);
    const tombstone = reasonOf(error, TOMBSTONE);
    if (tombstone?.Code === 'ConditionalCheckFailed' && tombstone.Item !== undefined) {
      const judged = judgeTombstone(tombstone.Item, stamping);
      if (judged.verdict === 'fence') return { verdict: 'fenced' };
      if (item === undefined) {
        const keptTombstones = new Map([[ITEM, judged.version]]);
        return { verdict: 'change-form', notes: { ...notes, keptTombstones } };
      }
    }
    if (item?.Code === 'ConditionalCheckFailed') {
      if (refusedBy(item.Item, this.#context) === 'fence') return { verdict: 'fenced' };
      if (this.#returnsOld && !isSameCopy(item.Item, notes.copy?.item, stamping.attribute))
        return { verdict: 'change-form', notes: { ...notes, copy: { item: item.Item } } };
      const isAsked = this.#asksOld && item.Item !== undefined;
      const old = isAsked ? stripItem(item.Item ?? {}, stamping.attribute) : undefined;
      return { verdict: 'callers-error', error: asSingleError(error, item, old) };
    }
    const reason = item ?? tombstone;
    const single = reason === undefined ? error : asSingleError(error, reason);
    const { class: kind } = classifyError(single);
    if (kind === 'capacity' || kind === 'contention')
      return { verdict: 'transient', class: kind, error: single };
    return { verdict: 'callers-error', error: single };
  }
}

function tombstoneOf({ TableName = '', Key = {} }: DeleteItemInput, { notes, tombstones }: WriteContext) {
  return putTombstone({
    table: tableNameOf(TableName),
    key: Key,
    version: notes.keptTombstones?.get(ITEM) ?? tombstones?.version ?? '',
    expiresAtSeconds: tombstones?.expiresAtSeconds ?? 0,
  });
}

function isSameCopy(found: OldItem, read: OldItem, attribute: string): boolean {
  if (found === undefined || read === undefined) return found === read;
  return stampOf(found, attribute) === stampOf(read, attribute);
}
