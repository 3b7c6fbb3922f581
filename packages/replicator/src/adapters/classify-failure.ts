import { causeChain, isUnderstudyError } from '@understudy/core';
import { refusesItem, refusesItemSize } from './refuses-item.ts';

/**
 * What a failed request says.
 * - `regional`: the region did not answer as it should; wait and try again
 * - `capacity`, `contention`: it answered that it can't now; wait and try again
 * - `configuration`: every request would fail so until a person acts; wait, and report it
 * - `record`: the item of this request can't be written as it is (the closed list of refuses-item.ts)
 * - `unknown`: it was refused in a way that is not known to be about its item; wait, and report it
 * - `unsent`: it was not sent at all, since its lease had expired or the work was cancelled
 */
export type FailureKind =
  'regional' | 'capacity' | 'contention' | 'configuration' | 'record' | 'unknown' | 'unsent';

export interface Failure {
  readonly kind: FailureKind;
  /** Whether the request may have been, or may yet be, applied. */
  readonly ambiguous: boolean;
}

/** One item of a cancelled transaction, in the order of its items. */
export interface CancellationReason {
  /** `None` where this item had no part in it, or nothing is said of it. */
  readonly code: string;
  readonly message: string;
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
  'Throttling',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'LimitExceededException',
  'SlowDown',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const CONTENTION = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ReplicatedWriteConflictException',
  'TransactionConflict',
]);
/** Of DynamoDB, of the services that give out credentials (STS), and of the SDK before it has any. */
const CONFIGURATION = new Set([
  'ResourceNotFoundException',
  'ResourceInUseException',
  'UnrecognizedClientException',
  'AccessDeniedException',
  'AccessDenied',
  'MissingAuthenticationTokenException',
  'MissingAuthenticationToken',
  'IncompleteSignatureException',
  'IncompleteSignature',
  'InvalidSignatureException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'ExpiredToken',
  'RequestExpired',
  'NotAuthorized',
  'OptInRequired',
  'InvalidIdentityToken',
  'InvalidIdentityTokenException',
  'IDPRejectedClaim',
  'IDPRejectedClaimException',
  'IDPCommunicationError',
  'IDPCommunicationErrorException',
  'RegionDisabledException',
  'MalformedPolicyDocument',
  'MalformedPolicyDocumentException',
  'PackedPolicyTooLarge',
  'PackedPolicyTooLargeException',
  'CredentialsProviderError',
]);
/** Ours: what is stored under the record's key, or in the record itself, can't be understood. */
const OWN_RECORD = new Set([
  'UND_VERSIONS_STAMP_INVALID',
  'UND_VERSIONS_VERSION_INVALID',
  'UND_REPLICATOR_RECORD_INVALID',
  'UND_REPLICATOR_IMAGE_INCOMPLETE',
  'UND_REPLICATOR_NO_ROOM',
]);

/** What `error` of a request says: by `code` before `name`, through all its causes. */
export function classifyFailure(error: unknown): Failure {
  if (isUnderstudyError(error)) return classifyOwn(error);
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
    if (refusesItem(name, message)) return { kind: 'record', ambiguous: false };
  }
  if (status >= 400 && status < 500) return { kind: 'unknown', ambiguous: false };
  // A 5xx, a body that is not JSON, a TLS failure: the request may have been applied.
  const isFaultOfCode = error instanceof TypeError || error instanceof RangeError;
  return { kind: isFaultOfCode ? 'unknown' : 'regional', ambiguous: true };
}

function classifyOwn(error: { readonly code: string }): Failure {
  const { code } = error;
  if (code === 'UND_REPLICATOR_REQUEST_TOO_LATE') return { kind: 'unsent', ambiguous: false };
  if (code === 'UND_REPLICATOR_REQUEST_TIMED_OUT') return { kind: 'regional', ambiguous: true };
  if (code === 'UND_REPLICATOR_OVERTAKEN') return { kind: 'contention', ambiguous: false };
  if (OWN_RECORD.has(code)) return { kind: 'record', ambiguous: false };
  const isOfRoute = code.startsWith('UND_ROUTE_') || code === 'UND_REPLICATOR_ROUTE_UNCONFIRMED';
  return { kind: isOfRoute ? 'regional' : 'configuration', ambiguous: false };
}

/** Whether an item was refused since it has no space for its stamp, in a single request or in a transaction. */
export function isItemTooLarge(error: unknown): boolean {
  const { name, message } = facts(error);
  return (
    refusesItemSize(name, message) ||
    cancellationReasons(error).some(({ code, message: why }) => refusesItemSize(code, why))
  );
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
  return error.CancellationReasons.map((reason: unknown) => {
    const { Code, Message, Item } = (reason ?? {}) as { Code?: unknown; Message?: unknown; Item?: unknown };
    return {
      code: typeof Code === 'string' ? Code : 'None',
      message: typeof Message === 'string' ? Message : '',
      item: Item,
    };
  });
}

/** The reasons when at least one item's own condition refused the transaction and no other kind of reason did; else `undefined`. */
export function refusedConditions(error: unknown): readonly CancellationReason[] | undefined {
  const reasons = cancellationReasons(error);
  const codes = new Set(reasons.map(({ code }) => code));
  codes.delete('None');
  return codes.size === 1 && codes.has('ConditionalCheckFailed') ? reasons : undefined;
}

/**
 * By the reason that waits the longest: beside one that may pass, one about the item says nothing yet. A transaction
 * that gives no reason, or one that is unknown here, was refused for reasons unknown.
 */
function cancelledFor(reasons: readonly CancellationReason[]): Failure {
  const given = reasons.filter(({ code }) => code !== 'None');
  const kinds = new Set(given.map(({ code, message }) => kindOfReason(code, message)));
  const kind = REASON_ORDER.find((one) => kinds.has(one)) ?? 'unknown';
  return { kind, ambiguous: false };
}

const REASON_ORDER = ['unknown', 'capacity', 'record', 'contention'] as const;

function kindOfReason(code: string, message: string): (typeof REASON_ORDER)[number] {
  if (refusesItem(code, message)) return 'record';
  if (CAPACITY.has(code)) return 'capacity';
  return CONTENTION.has(code) || code === 'ConditionalCheckFailed' ? 'contention' : 'unknown';
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
