import { createHash } from 'node:crypto';
import type { CancellationReason, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import {
  judgeTombstone,
  stampTransaction,
  stripItem,
  type StampedPart,
  type StampedTransaction as StampedTransactionRequest,
} from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { TRANSIENT_REASONS } from './classify-error.ts';
import { prepareProbe } from './prepare-probe.ts';
import type { OutgoingWrite, PreparedWrite } from './prepared-write.ts';
import { repeatableOf, type Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';
import { refusedBy, type WriteRefusal } from './write-refusal.ts';

/** A caller's transaction with stamps, fences and tombstones, and a token that makes a repeat recognisable. */
export function prepareTransaction(input: TransactWriteItemsInput, context: WriteContext): PreparedWrite {
  const { stamping, stampAt, isStamped, tombstones, notes } = context;
  const stamped = stampTransaction(input, {
    ...stamping,
    stampAt,
    isStamped,
    tombstones,
    standing: notes.keptTombstones,
    absent: notes.absentParts,
  });
  return stamped.isVoid
    ? prepareProbe({ operation: 'TransactWriteItems', input }, context, { form: 'own' })
    : new StampedTransaction(input, context, stamped);
}

class StampedTransaction implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = true;
  readonly isStamped = true;
  readonly request: WireRequest;
  readonly #input: TransactWriteItemsInput;
  readonly #context: WriteContext;
  readonly #parts: readonly StampedPart[];

  constructor(
    input: TransactWriteItemsInput,
    context: WriteContext,
    { request, parts }: StampedTransactionRequest,
  ) {
    const { token, notes } = context;
    const ClientRequestToken = tokenOf(input.ClientRequestToken, token, notes);
    this.request = { operation: 'TransactWriteItems', input: { ...request, ClientRequestToken } };
    this.#input = input;
    this.#context = context;
    this.#parts = parts;
  }

  repeatable(): Repeatable {
    return repeatableOf({ operation: 'TransactWriteItems', input: this.#input });
  }

  /** The answer without the capacity of the table of tombstones. */
  answerOf(output: object): object {
    const { ConsumedCapacity: capacity } = output as { ConsumedCapacity?: readonly { TableName?: string }[] };
    if (capacity === undefined) return output;
    return {
      ...output,
      ConsumedCapacity: capacity.filter(({ TableName }) => TableName !== TOMBSTONES_TABLE.TableName),
    };
  }

  /** By the reasons of the cancellation: one for each part of the request, ours after the caller's. */
  readRefusal(error: Error): WriteRefusal {
    const { CancellationReasons: reasons = [] } = error as {
      CancellationReasons?: readonly CancellationReason[];
    };
    const { stamping, notes } = this.#context;
    const absentParts = new Set(notes.absentParts);
    const keptTombstones = new Map(notes.keptTombstones);
    const found = new Set<PartRefusal['kind']>();
    const transient: ('contention' | 'capacity')[] = [];
    for (const [at, reason] of reasons.entries()) {
      const refusal = this.#readReason(at, reason);
      if (refusal === undefined) continue;
      found.add(refusal.kind);
      if (refusal.kind === 'fence') return { verdict: 'fenced' };
      if (refusal.kind === 'transient') transient.push(refusal.class);
      if (refusal.kind === 'tombstone' && refusal.version !== undefined)
        keptTombstones.set(refusal.deleteAt, refusal.version);
      if (refusal.kind === 'absence') {
        if (refusal.isAbsent) absentParts.add(at);
        else absentParts.delete(at);
      }
    }
    const callers = () => asCallers(error, reasons, this.#parts, stamping.attribute);
    const changed = { ...notes, absentParts, keptTombstones };
    // Ours, not the caller's: whether such a part would refuse, too, shows in the other form only.
    if (found.has('absence')) return { verdict: 'change-form', notes: changed };
    if (found.has('caller')) return { verdict: 'callers-error', error: callers() };
    if (found.has('tombstone')) return { verdict: 'change-form', notes: changed };
    const [first] = transient;
    if (first === undefined) return { verdict: 'callers-error', error: callers() };
    const kind = transient.includes('capacity') ? 'capacity' : first;
    return { verdict: 'transient', class: kind, error: callers() };
  }

  /** @throws VersionsError `UND_VERSIONS_STAMP_INVALID`, `UND_VERSIONS_TOMBSTONE_INVALID` */
  #readReason(at: number, { Code: code, Item: item }: CancellationReason): PartRefusal | undefined {
    if (code === undefined || code === 'None') return undefined;
    if (code !== 'ConditionalCheckFailed') {
      const kind = TRANSIENT_REASONS[code];
      return kind === undefined ? { kind: 'caller' } : { kind: 'transient', class: kind };
    }
    const part = this.#parts[at];
    if (part === undefined) {
      const deleteAt = this.#parts.findIndex(({ tombstoneAt }) => tombstoneAt === at);
      if (item === undefined) return { kind: 'tombstone', deleteAt, version: undefined };
      const judged = judgeTombstone(item, this.#context.stamping);
      return judged.verdict === 'fence'
        ? { kind: 'fence' }
        : { kind: 'tombstone', deleteAt, version: judged.version };
    }
    if (part.kind === 'untouched') return { kind: 'caller' };
    if (refusedBy(item, this.#context) === 'fence') return { kind: 'fence' };
    const wasAbsent = this.#context.notes.absentParts?.has(at) ?? false;
    if (part.removesOnly && (item === undefined) !== wasAbsent)
      return { kind: 'absence', isAbsent: item === undefined };
    return { kind: 'caller' };
  }
}

/** Why one part of the transaction refused it. */
type PartRefusal =
  | { readonly kind: 'fence' }
  | { readonly kind: 'caller' }
  | { readonly kind: 'transient'; readonly class: 'contention' | 'capacity' }
  /** A tombstone of this epoch exists already. */
  | { readonly kind: 'tombstone'; readonly deleteAt: number; readonly version: string | undefined }
  /** The item of an update that only removes attributes is absent, or is present although it was absent before. */
  | { readonly kind: 'absence'; readonly isAbsent: boolean };

/**
 * Our own token is new for each form of the transaction, since the same token with another request is a mismatch. A
 * caller's token must lead to the same token whenever the caller sends the transaction again.
 */
function tokenOf(
  given: string | undefined,
  ours: string,
  { absentParts, keptTombstones }: WriteNotes,
): string {
  if (given === undefined) return ours;
  const form = [...(absentParts ?? []), '|', ...(keptTombstones?.entries() ?? [])].join();
  return form === '|'
    ? given
    : createHash('sha256').update(`${given} ${form}`).digest('base64url').slice(0, 36);
}

/** The error without what was added: the caller's reasons alone, with items where they were asked for. */
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
