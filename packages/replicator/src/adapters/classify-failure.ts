import { causeChain, isUnderstudyError } from '@understudy/core';

/**
 * What a failed request says.
 * - `regional`: the region did not answer as it should; wait and try again
 * - `capacity`, `contention`: it answered that it can't now; wait and try again
 * - `configuration`: every request would fail so until a person acts; wait, and report it
 * - `record`: this request can't succeed as it is
 * - `unsent`: it was not sent at all, since its lease had expired or the work was cancelled
 */
export type FailureKind = 'regional' | 'capacity' | 'contention' | 'configuration' | 'record' | 'unsent';

export interface Failure {
  readonly kind: FailureKind;
  /** Whether the request may have been, or may yet be, applied. */
  readonly ambiguous: boolean;
}

/** One item of a cancelled transaction, in the order of its items. */
export interface CancellationReason {
  readonly code: string;
  readonly item: unknown;
}

/** The connection was never made: nothing was sent. */
const NEVER_SENT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);
const BROKEN_OFF = new Set([
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
const CAPACITY = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const CONTENTION = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'TransactionConflict',
]);
const CONFIGURATION = new Set([
  'ResourceNotFoundException',
  'UnrecognizedClientException',
  'AccessDeniedException',
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'RequestExpired',
  'CredentialsProviderError',
]);

/** What `error` of a request says: by `code` before `name`, through all its causes. */
export function classifyFailure(error: unknown): Failure {
  if (isUnderstudyError(error, 'UND_REPLICATOR_REQUEST_TOO_LATE'))
    return { kind: 'unsent', ambiguous: false };
  if (isUnderstudyError(error, 'UND_REPLICATOR_REQUEST_TIMED_OUT'))
    return { kind: 'regional', ambiguous: true };
  let status = 0;
  for (const cause of causeChain(error)) {
    const { code, name, message, $metadata } = facts(cause);
    status ||= $metadata?.httpStatusCode ?? 0;
    if (NEVER_SENT.has(code)) return { kind: 'regional', ambiguous: false };
    if (BROKEN_OFF.has(code)) return { kind: 'regional', ambiguous: true };
    if (name === 'TimeoutError' && message.includes('did not establish a connection'))
      return { kind: 'regional', ambiguous: false };
    if (name === 'TimeoutError' || name === 'AbortError') return { kind: 'regional', ambiguous: true };
    if (CAPACITY.has(name)) return { kind: 'capacity', ambiguous: false };
    if (CONTENTION.has(name)) return { kind: 'contention', ambiguous: false };
    if (CONFIGURATION.has(name)) return { kind: 'configuration', ambiguous: false };
    if (name === 'TransactionCanceledException') return cancelledFor(cancellationReasons(cause));
  }
  if (status >= 400 && status < 500) return { kind: 'record', ambiguous: false };
  // A 5xx, a body that is not JSON, a TLS failure: the request may have been applied.
  return { kind: isOurs(error) ? 'record' : 'regional', ambiguous: true };
}

/** Whether a single conditional request was refused by its own condition. */
export function isConditionFailure(error: unknown): boolean {
  return facts(error).name === 'ConditionalCheckFailedException';
}

/** Why a transaction was cancelled, item by item; none for any other error. */
export function cancellationReasons(error: unknown): readonly CancellationReason[] {
  if (
    typeof error !== 'object' ||
    error === null ||
    !('CancellationReasons' in error) ||
    !Array.isArray(error.CancellationReasons)
  )
    return [];
  return (error.CancellationReasons as { Code?: string; Item?: unknown }[]).map(
    ({ Code = 'None', Item }) => ({ code: Code, item: Item }),
  );
}

/** The reasons when at least one item's own condition refused the transaction and no other kind of reason did; else `undefined`. */
export function refusedConditions(error: unknown): readonly CancellationReason[] | undefined {
  const reasons = cancellationReasons(error);
  const codes = new Set(reasons.map(({ code }) => code));
  codes.delete('None');
  return codes.size === 1 && codes.has('ConditionalCheckFailed') ? reasons : undefined;
}

function cancelledFor(reasons: readonly CancellationReason[]): Failure {
  const codes = new Set(reasons.map(({ code }) => code));
  if (codes.has('ValidationError') || codes.has('ItemCollectionSizeLimitExceeded'))
    return { kind: 'record', ambiguous: false };
  if (codes.has('TransactionConflict')) return { kind: 'contention', ambiguous: false };
  if ([...codes].some((code) => CAPACITY.has(code))) return { kind: 'capacity', ambiguous: false };
  return { kind: 'contention', ambiguous: false };
}

function isOurs(error: unknown): boolean {
  return isUnderstudyError(error) || error instanceof TypeError || error instanceof RangeError;
}

interface ErrorFacts {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function facts(error: unknown): ErrorFacts {
  if (typeof error !== 'object' || error === null) return { code: '', name: '', message: '' };
  const { code, name, message, $metadata } = error as Partial<ErrorFacts>;
  return {
    code: typeof code === 'string' ? code : '',
    name: typeof name === 'string' ? name : '',
    message: typeof message === 'string' ? message : '',
    ...($metadata === undefined ? {} : { $metadata }),
  };
}
