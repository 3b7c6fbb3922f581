import { createHash } from 'node:crypto';
import type { CancellationReason, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import {
  judgeTombstone,
  stampTransaction,
  stripItem,
  TOMBSTONES_TABLE,
  type StampedPart,
} from '@understudy/versions';
import { PASSING_REASONS } from './classify-error.ts';
import type { PreparedWrite } from './prepared-write.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';
import { refusedBy, type WriteRefusal } from './read-refusal.ts';
import { repeatableOf } from './repeatable.ts';

/** A caller's transaction with stamps, fences and tombstones, and a token that makes a repeat recognisable. */
export function prepareTransaction(input: TransactWriteItemsInput, context: WriteContext): PreparedWrite {
  const { stamping, isStamped, tombstones, token, notes } = context;
  const { request, parts } = stampTransaction(input, {
    ...stamping,
    isStamped,
    tombstones,
    standing: notes.standing,
    absent: notes.absentParts,
  });
  return {
    step: 'send',
    request: {
      operation: 'TransactWriteItems',
      input: { ...request, ClientRequestToken: tokenOf(input.ClientRequestToken, token, notes) },
    },
    own: true,
    repeatable: () => repeatableOf({ operation: 'TransactWriteItems', input }),
    toAnswer: withoutTombstones,
    readRefusal: (error) => readCancellation(error, parts, context),
  };
}

/**
 * One of ours is new for each form of the transaction, since the same token with another request is a mismatch. One of
 * the caller's must lead to the same token whenever the caller sends it again.
 */
function tokenOf(given: string | undefined, ours: string, { absentParts, standing }: WriteNotes): string {
  if (given === undefined) return ours;
  const form = [...(absentParts ?? []), '|', ...(standing?.entries() ?? [])].join();
  return form === '|'
    ? given
    : createHash('sha256').update(`${given} ${form}`).digest('base64url').slice(0, 36);
}

/** The answer without what it says of the table of tombstones. */
function withoutTombstones(output: object): object {
  const { ConsumedCapacity: capacity } = output as { ConsumedCapacity?: readonly { TableName?: string }[] };
  if (capacity === undefined) return output;
  return {
    ...output,
    ConsumedCapacity: capacity.filter(({ TableName }) => TableName !== TOMBSTONES_TABLE.TableName),
  };
}

/**
 * What a cancelled transaction means, by its reasons: one for each part of the request, ours after the caller's.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID`, `UND_VERSIONS_TOMBSTONE_INVALID`
 */
export function readCancellation(
  error: Error,
  parts: readonly StampedPart[],
  context: WriteContext,
): WriteRefusal {
  const { CancellationReasons: reasons = [] } = error as {
    CancellationReasons?: readonly CancellationReason[];
  };
  const absentParts = new Set(context.notes.absentParts);
  const standing = new Map(context.notes.standing);
  let again = false;
  let callers = false;
  const passing: ('contention' | 'capacity')[] = [];
  for (const [at, { Code: code, Item: item }] of reasons.entries()) {
    if (code === undefined || code === 'None') continue;
    const part = parts[at];
    if (code !== 'ConditionalCheckFailed') {
      const passes = PASSING_REASONS[code];
      if (passes === undefined) callers = true;
      else passing.push(passes);
    } else if (part === undefined) {
      const verdict = item === undefined ? undefined : judgeTombstone(item, context.stamping);
      if (verdict?.verdict === 'fence') return { verdict: 'stale' };
      const deleted = parts.findIndex(({ tombstoneAt }) => tombstoneAt === at);
      if (verdict !== undefined) standing.set(deleted, verdict.version);
      again = true;
    } else if (part.kind === 'untouched') {
      callers = true;
    } else if (refusedBy(item, context) === 'fence') {
      return { verdict: 'stale' };
    } else if (part.removesOnly && (item === undefined) !== absentParts.has(at)) {
      if (item === undefined) absentParts.add(at);
      else absentParts.delete(at);
      again = true;
    } else {
      callers = true;
    }
  }
  if (callers)
    return { verdict: 'caller', error: asCallers(error, reasons, parts, context.stamping.attribute) };
  if (again) return { verdict: 'again', notes: { ...context.notes, absentParts, standing } };
  const error_ = asCallers(error, reasons, parts, context.stamping.attribute);
  const [first] = passing;
  if (first === undefined) return { verdict: 'caller', error: error_ };
  return { verdict: 'retry', class: passing.includes('capacity') ? 'capacity' : first, error: error_ };
}

/** The error as it would be without what was added: the caller's reasons alone, items where they were asked for. */
function asCallers(
  error: Error,
  reasons: readonly CancellationReason[],
  parts: readonly StampedPart[],
  attribute: string,
): Error {
  const own = reasons.slice(0, parts.length).map(({ Item: item, ...reason }, at) => {
    const part = parts[at];
    if (item === undefined || part === undefined) return reason;
    if (part.kind === 'untouched') return { ...reason, Item: item };
    return part.asksOld ? { ...reason, Item: stripItem(item, attribute) } : reason;
  });
  Object.assign(error, { CancellationReasons: own });
  if (reasons.length > parts.length) {
    error.message = error.message.replace(
      /\[[^\]]*\]/,
      `[${own.map(({ Code = 'None' }) => Code).join(', ')}]`,
    );
  }
  return error;
}
