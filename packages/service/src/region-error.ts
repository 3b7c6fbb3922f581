import { causeChain } from '@understudy/core';
import { ServiceError, type ServiceErrorCode } from './errors.ts';
import { isNotAuthenticated } from './is-not-authenticated.ts';

/** What a request is about, for the message of its error. */
export interface Asked {
  readonly region: string;
  /** DynamoDB's name of the operation, as rights name it. */
  readonly action: string;
  readonly table: string;
}

/** Turns what the SDK throws into a coded error: by what the region answered, or else that it did not. */
export function regionError({ region, action, table }: Asked, cause: unknown): ServiceError {
  const code = codeOf(cause);
  const why = cause instanceof Error ? reasonOf(cause) : String(cause);
  const what: Record<RegionErrorCode, string> = {
    UND_SERVICE_NOT_AUTHENTICATED: `The credentials for ${region} were not accepted: ${sentence(why)}`,
    UND_SERVICE_NOT_ALLOWED: `${action} on table ${table} in ${region} was denied.`,
    UND_SERVICE_REGION_THROTTLED: `${region} throttles ${action} on table ${table}: ${sentence(why)}`,
    UND_SERVICE_REGION_UNREACHABLE: `${region} did not answer ${action} on table ${table}: ${sentence(why)}`,
    UND_SERVICE_REQUEST_FAILED: `${action} on table ${table} failed in ${region}: ${sentence(why)}`,
  };
  return new ServiceError(code, { what: what[code], details: { region, action, table }, cause });
}

type RegionErrorCode = Extract<
  ServiceErrorCode,
  | 'UND_SERVICE_NOT_AUTHENTICATED'
  | 'UND_SERVICE_NOT_ALLOWED'
  | 'UND_SERVICE_REGION_THROTTLED'
  | 'UND_SERVICE_REGION_UNREACHABLE'
  | 'UND_SERVICE_REQUEST_FAILED'
>;

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/** Whether the region will answer another time: it throttled, or failed by itself. */
export function isTemporary(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    if (THROTTLED.has(cause.name) || ('$fault' in cause && cause.$fault === 'server')) return true;
  }
  return false;
}

function codeOf(error: unknown): RegionErrorCode {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    if (isNotAuthenticated(cause)) return 'UND_SERVICE_NOT_AUTHENTICATED';
    if (cause.name === 'AccessDeniedException') return 'UND_SERVICE_NOT_ALLOWED';
    if (THROTTLED.has(cause.name)) return 'UND_SERVICE_REGION_THROTTLED';
    if ('$fault' in cause) return 'UND_SERVICE_REQUEST_FAILED';
  }
  return 'UND_SERVICE_REGION_UNREACHABLE';
}

/** A host with several addresses fails with an empty message and one error for each. */
function reasonOf(error: Error): string {
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const said = [error.message, ...parts.map((part) => (part instanceof Error ? part.message : String(part)))];
  return said.find((text) => text.trim() !== '') ?? error.name;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
