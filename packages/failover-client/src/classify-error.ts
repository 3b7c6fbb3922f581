import { causeChain, networkFault } from '@understudy/core';

/**
 * The class of an error:
 * `regional`: possibly evidence against the region; `capacity`: throttling; `contention`: a conflict with another request;
 * `refused`: a condition failed; `caller`: the request is at fault; `configuration`: credentials, tables or clocks are,
 * in any region.
 */
export type ErrorClass = 'regional' | 'capacity' | 'contention' | 'refused' | 'caller' | 'configuration';

export interface Classified {
  readonly class: ErrorClass;
  /** Whether the write is known not to have been applied. */
  readonly notApplied: boolean;
}

/** No byte of the request was sent: the name was not found, or the connection was not established. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ECONNREFUSED',
  'ENOTFOUND',
]);
/** A certificate is refused before the request is sent. */
const CERTIFICATE =
  /^(ERR_TLS_CERT_|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)/;
const NO_CONNECTION = 'did not establish a connection';

const BY_NAME: Readonly<Record<string, ErrorClass>> = {
  ConditionalCheckFailedException: 'refused',
  ProvisionedThroughputExceededException: 'capacity',
  ThrottlingException: 'capacity',
  Throttling: 'capacity',
  ThrottledException: 'capacity',
  RequestThrottledException: 'capacity',
  TooManyRequestsException: 'capacity',
  RequestLimitExceeded: 'capacity',
  BandwidthLimitExceeded: 'capacity',
  SlowDown: 'capacity',
  TransactionInProgressException: 'contention',
  TransactionConflictException: 'contention',
  ReplicatedWriteConflictException: 'contention',
  ResourceNotFoundException: 'configuration',
  TableNotFoundException: 'configuration',
  UnrecognizedClientException: 'configuration',
  ExpiredToken: 'configuration',
  ExpiredTokenException: 'configuration',
  InvalidSignatureException: 'configuration',
  SignatureDoesNotMatch: 'configuration',
  IncompleteSignature: 'configuration',
  IncompleteSignatureException: 'configuration',
  MissingAuthenticationToken: 'configuration',
  MissingAuthenticationTokenException: 'configuration',
  RequestExpired: 'configuration',
  RequestTimeTooSkewed: 'configuration',
  CredentialsProviderError: 'configuration',
  InternalServerError: 'regional',
  InternalFailure: 'regional',
  ServiceUnavailable: 'regional',
  ServiceUnavailableException: 'regional',
  TimeoutError: 'regional',
};

const CALLERS: Classified = { class: 'caller', notApplied: true };

/**
 * Classifies what an attempt threw: by `code` before `name`, by status last, through the causes, outermost first. A
 * network error has no `$fault`, and the SDK names a broken connection `TimeoutError`, so neither is read first.
 * Unknown errors are the caller's.
 */
export function classifyError(error: unknown): Classified {
  const causes = [...causeChain(error)].filter((cause) => cause instanceof Error);
  for (const cause of causes) {
    const found = byCode(cause) ?? byName(cause) ?? byStatus(cause);
    if (found === undefined) continue;
    if (found.class !== 'regional') return found;
    return { class: 'regional', notApplied: neverLeft(causes) };
  }
  return CALLERS;
}

/** Whether no answer came in time, as from a region that is overloaded or unreachable. */
export function isTimeout(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    const { code } = cause as { code?: unknown };
    // The SDK names a broken connection TimeoutError, too; its code tells them apart.
    if (networkFault(code) !== undefined) return code === 'ETIMEDOUT';
    if (cause.name === 'TimeoutError') return true;
  }
  return false;
}

/** Whether the region answered this request with status 500: it is in trouble, or cannot cope with the request. */
export function isServerError(error: unknown): boolean {
  return metadataOf(error)?.httpStatusCode === 500;
}

/** Whether a region answered with this error: one that was thrown before anything was sent, as for credentials, has no status. */
export function isAnswer(error: unknown): boolean {
  return metadataOf(error)?.httpStatusCode !== undefined;
}

/** Whether the request was refused because of this machine's clock, which the SDK has corrected for by now. */
export function isClockSkewCorrected(error: unknown): boolean {
  return metadataOf(error)?.clockSkewCorrected === true;
}

/** Errors of sockets, name resolution and TLS are evidence against a region, whatever name the SDK gives them. */
function byCode(error: Error): Classified | undefined {
  return networkFault((error as { code?: unknown }).code) === undefined ? undefined : REGIONAL;
}

const REGIONAL: Classified = { class: 'regional', notApplied: false };

function byName(error: Error): Classified | undefined {
  if (error.name === 'TransactionCanceledException') return { class: cancelledFor(error), notApplied: true };
  const known = Object.hasOwn(BY_NAME, error.name) ? BY_NAME[error.name] : undefined;
  return known === undefined ? undefined : { class: known, notApplied: true };
}

/** A cancelled transaction is transient only where each of its reasons is. */
function cancelledFor(error: Error): ErrorClass {
  const { CancellationReasons: reasons = [] } = error as {
    CancellationReasons?: readonly { readonly Code?: string }[];
  };
  const classes = reasons
    .map(({ Code: code = 'None' }) => code)
    .filter((code) => code !== 'None')
    .map((code) => TRANSIENT_REASONS[code] ?? 'refused');
  if (classes.length === 0 || classes.includes('refused')) return 'refused';
  return classes.includes('capacity') ? 'capacity' : 'contention';
}

/** Transient reasons of a cancelled transaction. */
export const TRANSIENT_REASONS: Readonly<Record<string, 'contention' | 'capacity' | undefined>> = {
  TransactionConflict: 'contention',
  ProvisionedThroughputExceeded: 'capacity',
  ThrottlingError: 'capacity',
  RequestLimitExceeded: 'capacity',
};

function byStatus(error: Error): Classified | undefined {
  const metadata = metadataOf(error);
  const status = metadata?.httpStatusCode;
  if (status === undefined) return undefined;
  if (status >= 500) return REGIONAL;
  // A successful answer that could not be parsed: invalid or truncated.
  if (status < 300) return REGIONAL;
  return CALLERS;
}

/** Whether every network error among the causes occurred before a byte of the request was sent. */
function neverLeft(causes: readonly Error[]): boolean {
  const network = causes.filter(
    (cause) =>
      !(cause instanceof AggregateError) && (byCode(cause) !== undefined || cause.name === 'TimeoutError'),
  );
  return network.length > 0 && network.every(isBeforeSending);
}

function isBeforeSending(error: Error): boolean {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    if (BEFORE_SENDING.has(code) || CERTIFICATE.test(code)) return true;
    return syscall === 'connect' && networkFault(code) !== undefined;
  }
  return error.name === 'TimeoutError' && error.message.includes(NO_CONNECTION);
}

interface SdkMetadata {
  readonly httpStatusCode?: number;
  readonly clockSkewCorrected?: boolean;
}

function metadataOf(error: unknown): SdkMetadata | undefined {
  return error instanceof Error ? (error as { $metadata?: SdkMetadata }).$metadata : undefined;
}
