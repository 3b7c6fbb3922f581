import { causeChain } from '@understudy/core';

/** What an error says, and so what is done about it. */
export type ErrorClass =
  /** The region, or the way to it, may be gone. */
  | 'regional'
  /** The region is well and asks for patience. */
  | 'capacity'
  /** Another transaction holds the item. */
  | 'contention'
  /** The caller ended it. */
  | 'aborted'
  /** A table, a credential or a clock is wrong: no other region would help. */
  | 'configuration'
  /** The request itself got its answer. */
  | 'caller';

export interface Classified {
  readonly class: ErrorClass;
  /** Whether the request may have been carried out although it failed. Only ever said of writes by their sender. */
  readonly mayHaveApplied: boolean;
}

/** Nothing was sent: there was no connection to send it on. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The connection broke or fell silent under way. */
const BROKEN = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'EPROTO',
]);

/** Codes of TLS in Node: ERR_TLS_…, ERR_SSL_…, and OpenSSL's own names for certificates that don't hold. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

const CAPACITY = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'Throttling',
  'RequestLimitExceeded',
  'LimitExceededException',
  'TooManyRequestsException',
]);

const CONTENTION = new Set(['TransactionInProgressException', 'TransactionConflictException']);

const CONFIGURATION = new Set([
  'ResourceNotFoundException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
  'ExpiredToken',
  'RequestExpired',
  'IncompleteSignatureException',
  'MissingAuthenticationTokenException',
  'CredentialsProviderError',
  'TokenProviderError',
]);

const CONNECT_TIMED_OUT = /did not establish a connection|connect(ion)? timed? ?out/i;

const answered: Omit<Classified, 'class'> = { mayHaveApplied: false };

/**
 * What an error of one attempt (an SDK client at `maxAttempts: 1`) says. By `code` before `name`, through the
 * whole chain of causes: the SDK gives a name-server's ENOTFOUND no `$fault`, and calls a reset of the
 * connection a TimeoutError. Sources: AWS's table of errors, and what each fault was measured to raise.
 */
export function classifyError(error: unknown): Classified {
  const chain = [...causeChain(error)].filter(
    (one): one is ErrorLike => typeof one === 'object' && one !== null,
  );
  const codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  if (codes.some((code) => NEVER_CONNECTED.has(code))) return { class: 'regional', mayHaveApplied: false };
  if (codes.some((code) => TLS.test(code))) return { class: 'regional', mayHaveApplied: false };
  if (chain.some(isConnectTimeout)) return { class: 'regional', mayHaveApplied: false };
  if (codes.some((code) => BROKEN.has(code))) return { class: 'regional', mayHaveApplied: true };

  const names = chain.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  if (names.some((name) => CAPACITY.has(name))) return { class: 'capacity', ...answered };
  if (names.some((name) => CONTENTION.has(name))) return { class: 'contention', ...answered };
  if (names.includes('TransactionCanceledException')) return { class: canceledFor(chain), ...answered };
  if (names.some((name) => CONFIGURATION.has(name))) return { class: 'configuration', ...answered };
  if (names.includes('TimeoutError')) return { class: 'regional', mayHaveApplied: true };
  if (names.includes('AbortError')) return { class: 'aborted', mayHaveApplied: true };

  const status = chain.map(({ $metadata }) => $metadata?.httpStatusCode).find((one) => one !== undefined);
  if (status !== undefined && status >= 500) return { class: 'regional', mayHaveApplied: true };
  if (status === 429) return { class: 'capacity', ...answered };
  // An answer that can't be read: the status said it went well, so it may have.
  if (names.includes('SyntaxError') || status === 200) return { class: 'regional', mayHaveApplied: true };
  return { class: 'caller', ...answered };
}

interface ErrorLike {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

function isConnectTimeout({ name, message }: ErrorLike): boolean {
  return name === 'TimeoutError' && typeof message === 'string' && CONNECT_TIMED_OUT.test(message);
}

/** A cancelled transaction is the caller's as soon as one of its reasons is. */
function canceledFor(chain: readonly ErrorLike[]): ErrorClass {
  const reasons = chain.flatMap(({ CancellationReasons }) => CancellationReasons ?? []);
  const codes = reasons.map(({ Code }) => Code).filter((code) => code !== undefined && code !== 'None');
  if (codes.length === 0) return 'caller';
  if (codes.every((code) => code === 'TransactionConflict')) return 'contention';
  const patient = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
  return codes.every((code) => code !== undefined && patient.has(code)) ? 'capacity' : 'caller';
}
