import type { TransactWriteItem, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { VersionsError } from './errors.ts';
import type { Stamping } from './native-stamping.ts';
import { tableNameOf } from './table-name-of.ts';
import { checkAbsent } from './check-absent.ts';
import { fenceKeyed } from './fence-keyed.ts';
import { isKey } from './key-text.ts';
import { stampPut } from './stamp-put.ts';
import { stampUpdate } from './stamp-update.ts';
import { putTombstone, type Tombstone } from './tombstone.ts';
import { voidKeyed, voidPut } from './void-put.ts';

/** The most parts that DynamoDB takes in one transaction. */
export const MOST_TRANSACTION_PARTS = 100;

export interface TransactionStamping extends Stamping {
  /** The stamp of the part at that place; default: `stamp`. Two items must not bear the same one. */
  readonly stampAt?: ((at: number) => string) | undefined;
  /** By name: whether a table's writes are stamped. */
  readonly isStamped: (table: string) => boolean;
  /** While a region is merging: the version and the end of the tombstones that deletes leave. */
  readonly tombstones?: Pick<Tombstone, 'version' | 'expiresAtSeconds'> | undefined;
  /** Versions of tombstones of this epoch that were found standing, by the place of their delete: kept instead. */
  readonly standing?: ReadonlyMap<number, string> | undefined;
  /** Places of updates that only remove and whose item was found absent. */
  readonly absent?: ReadonlySet<number> | undefined;
}

/** What has to be known of one part of the caller's transaction when it is refused. */
export interface StampedPart {
  readonly kind: 'put' | 'update' | 'delete' | 'check' | 'untouched';
  readonly asksOld: boolean;
  readonly removesOnly: boolean;
  /** The place of its tombstone among the request's parts. */
  readonly tombstoneAt: number | undefined;
  /** @see Stamped */
  readonly isVoid: boolean;
}

export interface StampedTransaction {
  readonly request: TransactWriteItemsInput;
  /** One for each part of the caller's, in its order; the request's further parts are tombstones. */
  readonly parts: readonly StampedPart[];
  /** Whether a part of it is void, so that DynamoDB refuses the whole. */
  readonly isVoid: boolean;
}

const UNTOUCHED: StampedPart = {
  kind: 'untouched',
  asksOld: false,
  removesOnly: false,
  tombstoneAt: undefined,
  isVoid: false,
};

/**
 * Puts stamps and fences on the parts of a transaction, and a tombstone beside each delete while a region is merging.
 * Conditions: of each part as stampPut, fenceKeyed and stampUpdate say; of each tombstone as putTombstone says.
 * @throws VersionsError `UND_VERSIONS_TRANSACTION_TOO_LARGE` where tombstones bring it past 100 parts, `UND_VERSIONS_KEY_INVALID`,
 * `UND_VERSIONS_STAMP_RESERVED`
 */
export function stampTransaction(
  input: TransactWriteItemsInput,
  stamping: TransactionStamping,
): StampedTransaction {
  const given = input.TransactItems ?? [];
  const tombstones: TransactWriteItem[] = [];
  const stamped = given.map((part, at) => {
    const one = stampPart(part, at, stamping);
    if (one.tombstone === undefined) return one;
    tombstones.push({ Put: putTombstone(one.tombstone) });
    return { ...one, facts: { ...one.facts, tombstoneAt: given.length + tombstones.length - 1 } };
  });
  const total = given.length + tombstones.length;
  if (total > MOST_TRANSACTION_PARTS && given.length <= MOST_TRANSACTION_PARTS) {
    throw new VersionsError('UND_VERSIONS_TRANSACTION_TOO_LARGE', {
      what: `A transaction of ${given.length} parts needs ${tombstones.length} tombstones, ${total} parts in all.`,
      details: { parts: given.length, tombstones: tombstones.length, most: MOST_TRANSACTION_PARTS },
    });
  }
  return {
    request: { ...input, TransactItems: [...stamped.map(({ part }) => part), ...tombstones] },
    parts: stamped.map(({ facts }) => facts),
    isVoid: stamped.some(({ facts }) => facts.isVoid),
  };
}

/** The transaction with each part void that names a stamped table: DynamoDB judges it, and applies nothing of it. */
export function voidTransaction(
  input: TransactWriteItemsInput,
  { attribute, isStamped }: Pick<TransactionStamping, 'attribute' | 'isStamped'>,
): TransactWriteItemsInput {
  const parts = input.TransactItems?.map((part) => {
    const named = Object.values(part) as ({ readonly TableName?: string | undefined } | undefined)[];
    const isOurs = named.some((one) => one?.TableName !== undefined && isStamped(tableNameOf(one.TableName)));
    return isOurs ? voidPart(part, attribute) : part;
  });
  return parts === undefined ? input : { ...input, TransactItems: parts };
}

function voidPart(
  { Put: put, Update: update, Delete: remove, ConditionCheck: check, ...rest }: TransactWriteItem,
  attribute: string,
): TransactWriteItem {
  return {
    ...rest,
    ...(put === undefined ? {} : { Put: voidPut(put, attribute) }),
    ...(update === undefined ? {} : { Update: voidKeyed(update, attribute) }),
    ...(remove === undefined ? {} : { Delete: voidKeyed(remove, attribute) }),
    ...(check === undefined ? {} : { ConditionCheck: voidKeyed(check, attribute) }),
  };
}

interface OnePart {
  readonly part: TransactWriteItem;
  readonly facts: StampedPart;
  readonly tombstone?: Tombstone;
}

function stampPart(part: TransactWriteItem, at: number, given: TransactionStamping): OnePart {
  const { Put: put, Update: update, Delete: remove, ConditionCheck: check } = part;
  const actions = [put, update, remove, check].filter((action) => action !== undefined);
  const isOurs = actions.some(
    ({ TableName }) => TableName !== undefined && given.isStamped(tableNameOf(TableName)),
  );
  if (!isOurs) return { part, facts: UNTOUCHED };
  const stamping =
    given.stampAt === undefined ? given : { ...given, stamp: given.stampAt(at), stampAt: undefined };
  // DynamoDB refuses a part with two actions, and a check of nothing, which ours would make one of something.
  if (actions.length > 1 || (check !== undefined && check.ConditionExpression === undefined))
    return { part: voidPart(part, stamping.attribute), facts: { ...UNTOUCHED, isVoid: true } };
  if (put !== undefined) {
    const { request, asksOld, isVoid } = stampPut(put, stamping);
    return { part: { ...part, Put: request }, facts: { ...UNTOUCHED, kind: 'put', asksOld, isVoid } };
  }
  if (update !== undefined) {
    const { request, asksOld, removesOnly, isVoid } = stampUpdate(update, stamping);
    const facts = { ...UNTOUCHED, kind: 'update', asksOld, removesOnly, isVoid } as const;
    if (stamping.absent?.has(at) !== true) return { part: { ...part, Update: request }, facts };
    const { Update: _update, ...others } = part;
    return { part: { ...others, ConditionCheck: checkAbsent(update) }, facts };
  }
  if (check !== undefined) {
    const { request, asksOld, isVoid } = fenceKeyed(check, stamping);
    return {
      part: { ...part, ConditionCheck: request },
      facts: { ...UNTOUCHED, kind: 'check', asksOld, isVoid },
    };
  }
  if (remove === undefined) return { part, facts: UNTOUCHED };
  return stampDelete(part, remove, at, stamping);
}

function stampDelete(
  part: TransactWriteItem,
  remove: NonNullable<TransactWriteItem['Delete']>,
  at: number,
  stamping: TransactionStamping,
): OnePart {
  const { tombstones } = stamping;
  // No tombstone can be named after such a key, which no table has.
  if (tombstones !== undefined && remove.Key !== undefined && !isKey(remove.Key))
    return { part: voidPart(part, stamping.attribute), facts: { ...UNTOUCHED, isVoid: true } };
  const { request, asksOld, isVoid } = fenceKeyed(remove, stamping);
  const facts = { ...UNTOUCHED, kind: 'delete', asksOld, isVoid } as const;
  const stampedPart = { ...part, Delete: request };
  if (tombstones === undefined || remove.Key === undefined || isVoid) return { part: stampedPart, facts };
  const { version, expiresAtSeconds } = tombstones;
  return {
    part: stampedPart,
    facts,
    tombstone: {
      table: tableNameOf(remove.TableName ?? ''),
      key: remove.Key,
      version: stamping.standing?.get(at) ?? version,
      expiresAtSeconds,
    },
  };
}
