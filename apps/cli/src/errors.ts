import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const CLI_ERRORS = {
  UND_CLI_CODE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'No package of Understudy has an error of that code.',
    remedy: 'Use one of the codes that the message suggests; `understudy explain` lists all.',
  },
} as const satisfies ErrorCatalogue;

export type CliErrorCode = keyof typeof CLI_ERRORS;

export class CliError extends UnderstudyError<CliErrorCode> {
  constructor(code: CliErrorCode, facts: ErrorFacts) {
    super(code, CLI_ERRORS[code], facts);
  }
}
