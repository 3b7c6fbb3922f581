import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const RECORDS_ERRORS = {
  UND_RECORDS_CONFIG_INVALID: {
    exit: 'usage',
    meaning: "The command line, or a file that it names, can't be read.",
    remedy: 'Correct what the message names; understudy-records --help lists every command and option.',
  },
  UND_RECORDS_NOT_FOUND: {
    exit: 'notFound',
    meaning: 'There is no record of the reference that was given.',
    remedy: 'Copy the reference as `understudy-records TOPOLOGY list` prints it.',
  },
  UND_RECORDS_ITEM_TOO_WIDE: {
    exit: 'refused',
    meaning:
      'The item that stands now has more attributes than one condition can name, so it can not be guarded.',
    remedy: 'Write what you want through your application; then drop the record, saying so.',
  },
  UND_RECORDS_CREDENTIALS_MISSING: {
    exit: 'notAuthenticated',
    meaning: 'The AWS SDK finds no credentials where it looks for them.',
    remedy:
      'Give the process some by its environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), by a profile (AWS_PROFILE) or by a role; then run it again.',
  },
  UND_RECORDS_REGION_UNREACHABLE: {
    meaning: 'A region, or a proxy on the way to it, was not reached as often as it was tried.',
    remedy:
      "Check the network and the endpoints in the topology, and the region's health; then run it again.",
  },
} as const satisfies ErrorCatalogue;

export type RecordsErrorCode = keyof typeof RECORDS_ERRORS;

export class RecordsError extends UnderstudyError<RecordsErrorCode> {
  constructor(code: RecordsErrorCode, facts: ErrorFacts) {
    super(code, RECORDS_ERRORS[code], facts);
  }
}
