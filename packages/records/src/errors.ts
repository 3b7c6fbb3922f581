import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const RECORDS_ERRORS = {
  UND_RECORDS_CONFIG_INVALID: {
    exit: 'usage',
    meaning: "The command line, or a file that it names, can't be read.",
    remedy:
      'Correct what the message names; `understudy ledger --help` and `understudy dead-letters --help` list every command.',
  },
  UND_RECORDS_NOT_FOUND: {
    exit: 'notFound',
    meaning: 'No record has the name that was given.',
    remedy: 'Copy the name as `understudy ledger list` or `understudy dead-letters list` shows it.',
  },
  UND_RECORDS_ITEM_TOO_WIDE: {
    exit: 'refused',
    meaning: 'The stored item has more attributes than one condition can name, so it can not be guarded.',
    remedy: 'Write what you want through your application; then drop the record, saying so.',
  },
} as const satisfies ErrorCatalogue;

export type RecordsErrorCode = keyof typeof RECORDS_ERRORS;

export class RecordsError extends UnderstudyError<RecordsErrorCode> {
  constructor(code: RecordsErrorCode, facts: ErrorFacts) {
    super(code, RECORDS_ERRORS[code], facts);
  }
}
