import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const OUTAGES_ERRORS = {
  UND_OUTAGES_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The play of outages was started with an option, or a word, that it does not have.',
    remedy: 'See `npm run outages -- --help`; options stand after `--`.',
  },
  UND_OUTAGES_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the play of outages has a value that it cannot work with.',
    remedy: 'Give it a value as named here; `npm run outages -- --help` lists every option.',
  },
  UND_OUTAGES_PROCESS_FAILED: {
    meaning: 'A process that plays outages ended before it was done.',
    remedy: 'Look at its last lines; play the seeds it was at one by one with `--seed`.',
  },
} as const satisfies ErrorCatalogue;

export type OutagesErrorCode = keyof typeof OUTAGES_ERRORS;

export class OutagesError extends UnderstudyError<OutagesErrorCode> {
  constructor(code: OutagesErrorCode, facts: ErrorFacts) {
    super(code, OUTAGES_ERRORS[code], facts);
  }
}
