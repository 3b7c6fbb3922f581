import { ERROR_STATUS, type ApiErrorCode, type ErrorAnswer } from '@understudy/api-contract';
import { isUnderstudyError, type ExitName, type UnderstudyError } from '@understudy/core';
import { ApiError } from '../errors.ts';

export interface AnsweredError {
  readonly status: number;
  readonly body: ErrorAnswer;
  /** A fault of ours, which belongs in the log. */
  readonly isFault: boolean;
}

/** What Fastify refuses by itself, by its code. */
const REFUSALS: Readonly<Record<string, readonly [code: ApiErrorCode, what: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['UND_API_BODY_TOO_LARGE', 'The body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['UND_API_MEDIA_TYPE_REFUSED', 'The body is not declared as JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'UND_API_REQUEST_INVALID',
    'The body is not as long as its header says.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['UND_API_REQUEST_INVALID', 'The body is empty; expected JSON.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['UND_API_REQUEST_INVALID', 'The body is not JSON.'],
};

/** Errors of other packages, by how a command would end. */
const BY_EXIT: Partial<Readonly<Record<ExitName, ApiErrorCode>>> = {
  usage: 'UND_API_REQUEST_INVALID',
  notFound: 'UND_API_NOT_FOUND',
};

/** An error as its answer. Nothing of a fault of ours is in it but its code. */
export function toErrorAnswer(error: unknown): AnsweredError {
  const known = knownError(error);
  if (known === undefined) return answer(new ApiError('UND_API_BROKEN', { what: 'The log says why.' }), true);
  return answer(known, false);
}

function knownError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (isUnderstudyError(error)) {
    const code = BY_EXIT[error.exit] ?? 'UND_API_NOT_READ';
    return new ApiError(code, { what: `${error.code}: ${error.what}` });
  }
  const { code = '', statusCode } = error as { readonly code?: string; readonly statusCode?: number };
  const refusal = REFUSALS[code];
  if (refusal !== undefined) return new ApiError(refusal[0], { what: refusal[1] });
  if (statusCode === 400)
    return new ApiError('UND_API_REQUEST_INVALID', { what: 'The request can not be read.' });
  return undefined;
}

function answer(error: UnderstudyError, isFault: boolean): AnsweredError {
  const { code, what, remedy, details } = error;
  const known: ApiErrorCode = isAnswered(code) ? code : 'UND_API_BROKEN';
  const shown = Object.fromEntries(
    ['problems', 'reasons', 'route', 'intent'].flatMap((name) =>
      details[name] === undefined ? [] : [[name, details[name]] as const],
    ),
  );
  return { status: ERROR_STATUS[known], body: { error: { code: known, what, remedy, ...shown } }, isFault };
}

function isAnswered(code: string): code is ApiErrorCode {
  return Object.hasOwn(ERROR_STATUS, code);
}
