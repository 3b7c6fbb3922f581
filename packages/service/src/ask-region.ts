import {
  causeChain,
  isUnderstudyError,
  retry,
  systemClock,
  systemRandomness,
  type Clock,
} from '@understudy/core';
import { ServiceError, type ServiceErrorCode } from './errors.ts';

/** What a request is about, for the message of its error. */
export interface Asked {
  readonly region: string;
  /** DynamoDB's name of the operation, as rights name it. */
  readonly action: string;
  readonly table: string;
}

const RETRY = { attempts: 6, firstMs: 100, mostMs: 1_000 };

/**
 * Runs one request that is harmless to repeat, retries it while the region answers with a server error or throttles, and
 * turns what the SDK throws in the end into a coded error.
 * @throws ServiceError `UND_SERVICE_REGION_UNREACHABLE`, `UND_SERVICE_NOT_AUTHENTICATED`, `UND_SERVICE_NOT_ALLOWED`,
 * `UND_SERVICE_REQUEST_FAILED`; errors of Understudy pass as they are.
 */
export async function askRegion<T>(
  asked: Asked,
  request: () => Promise<T>,
  clock: Clock = systemClock(),
): Promise<T> {
  try {
    return await retry(request, { ...RETRY, clock, randomness: systemRandomness, shouldRetry: isTemporary });
  } catch (error) {
    if (isUnderstudyError(error)) throw error;
    throw regionError(asked, error);
  }
}

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

function isTemporary(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    if (THROTTLED.has(cause.name) || ('$fault' in cause && cause.$fault === 'server')) return true;
  }
  return false;
}

const UNAUTHENTICATED = new Set([
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

function regionError({ region, action, table }: Asked, cause: unknown): ServiceError {
  const code = codeOf(cause);
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  const what: Record<typeof code, string> = {
    UND_SERVICE_NOT_AUTHENTICATED: `The credentials for ${region} were not accepted: ${sentence(why)}`,
    UND_SERVICE_NOT_ALLOWED: `${action} on table ${table} in ${region} was denied.`,
    UND_SERVICE_REGION_UNREACHABLE: `${region} did not answer ${action} on table ${table}: ${sentence(why)}`,
    UND_SERVICE_REQUEST_FAILED: `${action} on table ${table} failed in ${region}: ${sentence(why)}`,
  };
  return new ServiceError(code, { what: what[code], details: { region, action, table }, cause });
}

type RegionErrorCode = Extract<
  ServiceErrorCode,
  | 'UND_SERVICE_NOT_AUTHENTICATED'
  | 'UND_SERVICE_NOT_ALLOWED'
  | 'UND_SERVICE_REGION_UNREACHABLE'
  | 'UND_SERVICE_REQUEST_FAILED'
>;

function codeOf(error: unknown): RegionErrorCode {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    if (UNAUTHENTICATED.has(cause.name)) return 'UND_SERVICE_NOT_AUTHENTICATED';
    if (cause.name === 'AccessDeniedException') return 'UND_SERVICE_NOT_ALLOWED';
    if ('$fault' in cause) return 'UND_SERVICE_REQUEST_FAILED';
  }
  return 'UND_SERVICE_REGION_UNREACHABLE';
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
