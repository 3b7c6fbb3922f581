import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const BENCH_ERRORS = {
  UND_BENCH_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The bench was started with an option, or a word, that it does not have.',
    remedy: 'See `npm run bench -- --help`; options stand after `--`.',
  },
  UND_BENCH_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the bench has a value that it cannot work with.',
    remedy: 'Give it a value as named here; `npm run bench -- --help` lists every option.',
  },
  UND_BENCH_FILE_UNWRITABLE: {
    exit: 'usage',
    meaning: 'The file for the rows cannot be written. This is found out before anything is measured.',
    remedy: 'Name a file in a directory that exists and that you may write to.',
  },
  UND_BENCH_MEASUREMENT_FAILED: {
    meaning: 'A process that was measured ended before it was done, or took far longer than it should.',
    remedy:
      'Look at its last lines in the message. On a machine that is short of memory or busy, try again later.',
  },
  UND_BENCH_RESULT_WRONG: {
    meaning: 'What was measured did not do its work: the table does not hold what it was to write.',
    remedy: 'Its figures mean nothing. This is a bug of the bench or of what it measures: report it.',
  },
} as const satisfies ErrorCatalogue;

export type BenchErrorCode = keyof typeof BENCH_ERRORS;

export class BenchError extends UnderstudyError<BenchErrorCode> {
  constructor(code: BenchErrorCode, facts: ErrorFacts) {
    super(code, BENCH_ERRORS[code], facts);
  }
}
