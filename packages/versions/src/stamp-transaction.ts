import type { TransactWriteItem, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { VersionsError } from './errors.ts';
import type { Stamping } from './native-stamping.ts';
import { tableNameOf } from './table-name-of.ts';
import { checkAbsent } from './check-absent.ts';
import { fenceKeyed } from './fence-keyed.ts';
import { stampPut } from './stamp-put.ts';
import { stampUpdate } from './stamp-update.ts';
import { putTombstone, type Tombstone } from './tombstone.ts';

/** The most parts that DynamoDB takes in one transaction. */
export const MOST_TRANSACTION_PARTS = 100;

export interface TransactionStamping extends Stamping {
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
}

export interface StampedTransaction {
  readonly request: TransactWriteItemsInput;
  /** One for each part of the caller's, in its order; the request's further parts are tombstones. */
  readonly parts: readonly StampedPart[];
}

const UNTOUCHED: StampedPart = {
  kind: 'untouched',
  asksOld: false,
  removesOnly: false,
  tombstoneAt: undefined,
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
  };
}

interface OnePart {
  readonly part: TransactWriteItem;
  readonly facts: StampedPart;
  readonly tombstone?: Tombstone;
}

function stampPart(part: TransactWriteItem, at: number, stamping: TransactionStamping): OnePart {
  const { Put: put, Update: update, Delete: remove, ConditionCheck: check } = part;
  const table = (put ?? update ?? remove ?? check)?.TableName;
  if (table === undefined || !stamping.isStamped(tableNameOf(table))) return { part, facts: UNTOUCHED };
  if (put !== undefined) {
    const { request, asksOld } = stampPut(put, stamping);
    return { part: { ...part, Put: request }, facts: { ...UNTOUCHED, kind: 'put', asksOld } };
  }
  if (update !== undefined) {
    const { request, asksOld, removesOnly } = stampUpdate(update, stamping);
    const facts = { ...UNTOUCHED, kind: 'update', asksOld, removesOnly } as const;
    if (stamping.absent?.has(at) !== true) return { part: { ...part, Update: request }, facts };
    const { Update: _update, ...others } = part;
    return { part: { ...others, ConditionCheck: checkAbsent(update) }, facts };
  }
  // DynamoDB refuses a check of nothing; ours would make it one.
  if (check !== undefined && check.ConditionExpression === undefined) return { part, facts: UNTOUCHED };
  if (check !== undefined) {
    const { request, asksOld } = fenceKeyed(check, stamping);
    return { part: { ...part, ConditionCheck: request }, facts: { ...UNTOUCHED, kind: 'check', asksOld } };
  }
  if (remove === undefined) return { part, facts: UNTOUCHED };
  const { request, asksOld } = fenceKeyed(remove, stamping);
  const facts = { ...UNTOUCHED, kind: 'delete', asksOld } as const;
  const stampedPart = { ...part, Delete: request };
  if (stamping.tombstones === undefined || remove.Key === undefined) return { part: stampedPart, facts };
  const { version, expiresAtSeconds } = stamping.tombstones;
  return {
    part: stampedPart,
    facts,
    tombstone: {
      table: tableNameOf(table),
      key: remove.Key,
      version: stamping.standing?.get(at) ?? version,
      expiresAtSeconds,
    },
  };
}
