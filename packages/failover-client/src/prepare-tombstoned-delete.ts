import type {
  ConsumedCapacity,
  DeleteItemInput,
  ItemCollectionMetrics,
  TransactWriteItemsInput,
} from '@aws-sdk/client-dynamodb';
import {
  fenceKeyed,
  judgeTombstone,
  putTombstone,
  requireCopy,
  stampOf,
  stripItem,
  tableNameOf,
} from '@understudy/versions';
import { classifyError } from './classify-error.ts';
import type { PreparedWrite } from './prepared-write.ts';
import type { WriteContext } from './write-context.ts';
import { refusedBy, type WriteRefusal } from './read-refusal.ts';
import { asSingleError, reasonOf } from './as-single-error.ts';
import { repeatableOf } from './repeatable.ts';
import type { OldItem } from './types.ts';

const ITEM = 0;
const TOMBSTONE = 1;

/**
 * A delete while a region is merging: a transaction of the delete and its tombstone (the protocol, "Stamps").
 * Conditions: the delete's as fenceKeyed says, the tombstone's as putTombstone says; and where the old item must be
 * returned, which no transaction does, that the item is the copy that was read before.
 */
export function prepareTombstonedDelete(input: DeleteItemInput, context: WriteContext): PreparedWrite {
  const { stamping, tombstones, token, notes } = context;
  const returnsOld = input.ReturnValues === 'ALL_OLD';
  const { TableName: table = '', Key: key } = input;
  if (returnsOld && notes.copy === undefined) {
    return {
      step: 'read',
      request: { operation: 'GetItem', input: { TableName: table, Key: key, ConsistentRead: true } },
      take: (output) => ({ ...notes, copy: { item: (output as { Item?: OldItem }).Item } }),
    };
  }
  const { ReturnValues, ReturnConsumedCapacity, ReturnItemCollectionMetrics, ...write } = input;
  const { request: fenced, asksOld } = fenceKeyed(write, stamping);
  const remove = returnsOld ? requireCopy(fenced, notes.copy?.item, stamping.attribute) : fenced;
  const standing = notes.standing?.get(ITEM);
  const transaction: TransactWriteItemsInput = {
    TransactItems: [
      { Delete: remove },
      {
        Put: putTombstone({
          table: tableNameOf(table),
          key: key ?? {},
          version: standing ?? tombstones?.version ?? '',
          expiresAtSeconds: tombstones?.expiresAtSeconds ?? 0,
        }),
      },
    ],
    ClientRequestToken: token,
    ...(ReturnConsumedCapacity === undefined ? {} : { ReturnConsumedCapacity }),
    ...(ReturnItemCollectionMetrics === undefined ? {} : { ReturnItemCollectionMetrics }),
  };
  return {
    step: 'send',
    request: { operation: 'TransactWriteItems', input: transaction },
    own: false,
    // What it answers was read before, so a repeat that the token makes harmless answers the same.
    repeatable: () => (returnsOld ? 'same-epoch' : repeatableOf({ operation: 'DeleteItem', input })),
    toAnswer: (output) => ({
      ...(returnsOld ? attributesOf(notes.copy?.item, stamping.attribute) : {}),
      ...metricsOf(output, tableNameOf(table)),
    }),
    readRefusal: (error) => readRefusal(error, { context, asksOld, returnsOld }),
  };
}

interface DeleteFacts {
  readonly context: WriteContext;
  readonly asksOld: boolean;
  readonly returnsOld: boolean;
}

function readRefusal(error: Error, { context, asksOld, returnsOld }: DeleteFacts): WriteRefusal {
  const { stamping, notes } = context;
  const item = reasonOf(error, ITEM);
  const tombstone = reasonOf(error, TOMBSTONE);
  if (tombstone?.Code === 'ConditionalCheckFailed' && tombstone.Item !== undefined) {
    const verdict = judgeTombstone(tombstone.Item, stamping);
    if (verdict.verdict === 'fence') return { verdict: 'stale' };
    if (item === undefined) {
      return { verdict: 'again', notes: { ...notes, standing: new Map([[ITEM, verdict.version]]) } };
    }
  }
  if (item?.Code === 'ConditionalCheckFailed') {
    if (refusedBy(item.Item, context) === 'fence') return { verdict: 'stale' };
    if (returnsOld && !isSameCopy(item.Item, notes.copy?.item, stamping.attribute)) {
      return { verdict: 'again', notes: { ...notes, copy: { item: item.Item } } };
    }
    const old = asksOld && item.Item !== undefined ? stripItem(item.Item, stamping.attribute) : undefined;
    return { verdict: 'caller', error: asSingleError(error, item, old) };
  }
  const reason = item ?? tombstone;
  const single = reason === undefined ? error : asSingleError(error, reason);
  const { class: kind } = classifyError(single);
  if (kind === 'capacity' || kind === 'contention') return { verdict: 'retry', class: kind, error: single };
  return { verdict: 'caller', error: single };
}

function isSameCopy(found: OldItem, read: OldItem, attribute: string): boolean {
  if (found === undefined || read === undefined) return found === read;
  return stampOf(found, attribute) === stampOf(read, attribute);
}

function attributesOf(item: OldItem, attribute: string): { Attributes?: OldItem } {
  return item === undefined ? {} : { Attributes: stripItem(item, attribute) };
}

/** A transaction tells its metrics for each table; a delete tells them for its own. */
function metricsOf(output: object, table: string): object {
  const { ConsumedCapacity: capacity, ItemCollectionMetrics: metrics } = output as {
    ConsumedCapacity?: readonly ConsumedCapacity[];
    ItemCollectionMetrics?: Readonly<Record<string, readonly ItemCollectionMetrics[]>>;
  };
  const consumed = capacity?.find(({ TableName }) => tableNameOf(TableName ?? '') === table);
  const collection = Object.entries(metrics ?? {}).find(([name]) => tableNameOf(name) === table)?.[1][0];
  return {
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
    ...(collection === undefined ? {} : { ItemCollectionMetrics: collection }),
  };
}
