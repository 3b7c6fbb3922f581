import { causeChain, networkFault, type NetworkFault } from '@understudy/core';
import type { LookResult, RegionCondition } from '@understudy/findings';
import { answerCode, reasonOf, type AnswerCode } from '@understudy/service/aws';

const BY_ANSWER: Readonly<Record<Exclude<AnswerCode, 'UND_SERVICE_REQUEST_FAILED'>, RegionCondition>> = {
  UND_SERVICE_NOT_AUTHENTICATED: 'refused',
  UND_SERVICE_NOT_ALLOWED: 'refused',
  UND_SERVICE_REGION_THROTTLED: 'throttled',
};
const BY_FAULT: Readonly<Record<NetworkFault, RegionCondition>> = {
  name: 'name-not-found',
  tls: 'tls-failed',
  connection: 'unreachable',
};
const SERVER_ERRORS: ReadonlySet<string> = new Set([
  'InternalFailure',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
]);
/** This process or its machine has no more files, ports or memory. */
const EXHAUSTED: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);
/** Longer reasons are cut, in characters. */
const LONGEST_REASON = 300;

/**
 * What the error of a request says of its region: by the answer of the region before `code`, and by status last, through the
 * causes, outermost first. An error that names no cause is that of a region that did not answer; a fault of this process
 * and of its machine says nothing of the region, and is `refused`.
 */
export function classifyLookError(error: unknown): Required<Pick<LookResult, 'condition' | 'why'>> {
  const why = whyOf(error);
  for (const cause of causeChain(error)) {
    const condition = cause instanceof Error ? conditionOf(cause) : undefined;
    if (condition !== undefined) return { condition, why };
  }
  return { condition: 'unreachable', why };
}

/** An error in one line. What follows the first line of a refused signature repeats the request with its session token. */
export function whyOf(error: unknown): string {
  const [line = ''] = reasonOf(error).split('\n', 1);
  const name = error instanceof Error && error.name !== 'Error' ? error.name : '';
  const text = name === '' || line.includes(name) ? line : `${name}: ${line}`;
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
}

interface SdkFacts {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function conditionOf(error: Error & SdkFacts): RegionCondition | undefined {
  const status = error.$metadata?.httpStatusCode;
  const answer = answerCode(error);
  if (answer === 'UND_SERVICE_REQUEST_FAILED') return ofAnswer(error, status);
  if (answer !== undefined) return BY_ANSWER[answer];
  const fault = networkFault(error.code);
  if (fault !== undefined) return BY_FAULT[fault];
  if (EXHAUSTED.has(error.code)) return 'refused';
  if (status !== undefined) return ofAnswer(error, status);
  return error instanceof TypeError || error instanceof RangeError ? 'refused' : undefined;
}

/** An answer of a status below 300 that is an error could not be understood. */
function ofAnswer({ name, $fault }: Error & SdkFacts, status = 400): RegionCondition {
  if (name === 'ResourceNotFoundException') return 'table-missing';
  const isServers = $fault === 'server' || SERVER_ERRORS.has(name) || status >= 500 || status < 300;
  return isServers ? 'server-error' : 'refused';
}
