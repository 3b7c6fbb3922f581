import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const CHECKS_ERRORS = {
  UND_CHECKS_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning:
      '`npm run docs` was started with an option, or a word; it has none but --help. Nothing was written.',
    remedy: 'Run `npm run docs` alone: it writes every document that is made from the code.',
  },
} as const satisfies ErrorCatalogue;

export type ChecksErrorCode = keyof typeof CHECKS_ERRORS;

export class ChecksError extends UnderstudyError<ChecksErrorCode> {
  constructor(code: ChecksErrorCode, facts: ErrorFacts) {
    super(code, CHECKS_ERRORS[code], facts);
  }
}
