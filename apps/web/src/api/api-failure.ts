import type { ErrorAnswer } from '@understudy/api-contract';
import { WEB_ERRORS, type WebErrorCode } from '../errors.ts';

type Refusal = ErrorAnswer['error'];

/** Why the API did not do what it was asked, with what a person does about it. */
export class ApiFailure extends Error {
  readonly code: Refusal['code'] | WebErrorCode;
  readonly remedy: string;
  /** Absent where no answer came. */
  readonly status: number | undefined;
  readonly refusal: Refusal | undefined;

  private constructor(
    facts: { code: Refusal['code'] | WebErrorCode; what: string; remedy: string },
    status: number | undefined,
    refusal: Refusal | undefined,
    cause?: unknown,
  ) {
    super(facts.what, { cause });
    this.name = 'ApiFailure';
    this.code = facts.code;
    this.remedy = facts.remedy;
    this.status = status;
    this.refusal = refusal;
  }

  /** The API refused, and said why. */
  static refused(status: number, refusal: Refusal): ApiFailure {
    return new ApiFailure(refusal, status, refusal);
  }

  /** No answer came. */
  static silent(cause: unknown): ApiFailure {
    const { meaning, remedy } = WEB_ERRORS.UND_WEB_API_SILENT;
    return new ApiFailure({ code: 'UND_WEB_API_SILENT', what: meaning, remedy }, undefined, undefined, cause);
  }

  /** An answer came that the API does not give. */
  static unreadable(status: number): ApiFailure {
    const { meaning, remedy } = WEB_ERRORS.UND_WEB_ANSWER_UNREADABLE;
    const what = `${meaning} It answered with ${status}.`;
    return new ApiFailure({ code: 'UND_WEB_ANSWER_UNREADABLE', what, remedy }, status, undefined);
  }
}
