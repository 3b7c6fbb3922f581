import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const DRILL_ERRORS = {
  UND_DRILL_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The drill was started with an option, or a word, that it does not have.',
    remedy: 'See `npm start -- --help`; options for the drill stand after `--`.',
  },
  UND_DRILL_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the drill has a value that it cannot work with.',
    remedy:
      'Give it a value as named here; `npm start -- --help` lists every option with its range and its default.',
  },
  UND_DRILL_FILE_UNWRITABLE: {
    exit: 'usage',
    meaning: 'A file that an option names cannot be written.',
    remedy: 'Name a file in a directory that exists and that you may write to.',
  },
} as const satisfies ErrorCatalogue;

export type DrillErrorCode = keyof typeof DRILL_ERRORS;

export class DrillError extends UnderstudyError<DrillErrorCode> {
  constructor(code: DrillErrorCode, facts: ErrorFacts) {
    super(code, DRILL_ERRORS[code], facts);
  }
}
