import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do. */
export const MUTANTS_ERRORS = {
  UND_MUTANTS_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The hunt was started with an option, or a word, that it does not have.',
    remedy: 'See `npm run mutants -- --help`; options stand after `--`.',
  },
  UND_MUTANTS_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the hunt has a value that it can not work with.',
    remedy: 'Give it a value as named here; `npm run mutants -- --help` lists every option.',
  },
  UND_MUTANTS_TESTS_FAIL: {
    meaning: 'A unit test fails although no mutant is in effect.',
    remedy: 'Make that test pass first; mutants are judged by tests that hold.',
  },
  UND_MUTANTS_HISTORIES_FAIL: {
    meaning: 'The histories can not be played although no mutant is in effect.',
    remedy: 'Run `npm run sim` first, and mend what it shows.',
  },
  UND_MUTANTS_EXPLANATION_STALE: {
    meaning: 'A survivor is explained that the sources no longer have.',
    remedy: 'Take it out of tools/mutants/src/explained.ts, or give it the key that `--list` shows.',
  },
} as const satisfies ErrorCatalogue;

export type MutantsErrorCode = keyof typeof MUTANTS_ERRORS;

export class MutantsError extends UnderstudyError<MutantsErrorCode> {
  constructor(code: MutantsErrorCode, facts: ErrorFacts) {
    super(code, MUTANTS_ERRORS[code], facts);
  }
}
