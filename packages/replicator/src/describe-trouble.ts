import { isUnderstudyError } from '@understudy/core';
import { classifyFailure, type FailureKind } from './adapters/classify-failure.ts';
import { ReplicatorError, type ReplicatorErrorCode } from './errors.ts';

/** What a link waits for, as its status shows it. */
export interface Trouble {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

const CODES: Readonly<Record<FailureKind, ReplicatorErrorCode>> = {
  regional: 'UND_REPLICATOR_REGION_FAILS',
  capacity: 'UND_REPLICATOR_REGION_THROTTLES',
  contention: 'UND_REPLICATOR_CONTENDED',
  configuration: 'UND_REPLICATOR_REFUSED',
  unknown: 'UND_REPLICATOR_REFUSED_UNKNOWN',
  record: 'UND_REPLICATOR_RECORD_REFUSED',
  unsent: 'UND_REPLICATOR_REQUEST_TOO_LATE',
};

/** A failure that a link waits out, with a code and what to do. */
export function describeTrouble(error: unknown): Trouble {
  const { code, what, remedy } = isUnderstudyError(error)
    ? error
    : new ReplicatorError(CODES[classifyFailure(error).kind], { what: textOf(error) });
  return { code, what, remedy };
}

/** Name and message, and why a transaction was cancelled: the SDK leaves that out of some messages. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  const reasons = (error as { readonly CancellationReasons?: unknown }).CancellationReasons;
  return `${name}: ${message}${reasons === undefined ? '' : ` ${JSON.stringify(codesOf(reasons))}`}`;
}

/** The codes alone: a reason may carry an item. */
function codesOf(reasons: unknown): unknown {
  return Array.isArray(reasons)
    ? reasons.map((reason: { readonly Code?: unknown } | null) => reason?.Code ?? null)
    : null;
}
