import { causeChain } from '@understudy/core';
import { ServiceError, type ServiceErrorCode } from './errors.ts';
import { isNotAuthenticated } from './is-not-authenticated.ts';
import { reasonOf } from './reason-of.ts';

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
  const why = reasonOf(cause);
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

export type AnswerCode = Exclude<RegionErrorCode, 'UND_SERVICE_REGION_UNREACHABLE'>;

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
    const code = cause instanceof Error ? answerCode(cause) : undefined;
    if (code !== undefined) return code;
  }
  return 'UND_SERVICE_REGION_UNREACHABLE';
}

/** The code of what a region answered, or of what kept the SDK from asking it, by the error alone; `undefined` of any other error. */
export function answerCode(error: Error): AnswerCode | undefined {
  if (isNotAuthenticated(error)) return 'UND_SERVICE_NOT_AUTHENTICATED';
  if (error.name === 'AccessDeniedException') return 'UND_SERVICE_NOT_ALLOWED';
  if (THROTTLED.has(error.name)) return 'UND_SERVICE_REGION_THROTTLED';
  return '$fault' in error ? 'UND_SERVICE_REQUEST_FAILED' : undefined;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
