import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const VERSIONS_ERRORS = {
  UND_VERSIONS_STAMP_INVALID: {
    meaning: 'The stamp attribute of an item holds something that Understudy did not write.',
    remedy:
      'Find who writes the stamp attribute; choose another name for it with `stampAttribute`, or remove the foreign value.',
  },
  UND_VERSIONS_VERSION_INVALID: {
    meaning: 'A version was to be written whose epoch, region or sequence does not fit its fixed width.',
    remedy:
      'Epochs are whole numbers below 10^10, regions have 1 to 20 of the characters a-z, 0-9 and -, sequences are 1 to 40 digits.',
  },
  UND_VERSIONS_KEY_INVALID: {
    meaning: 'A key holds something that DynamoDB takes for no key.',
    remedy:
      'Key attributes are strings, binary, or numbers of at most 38 digits between 1E-130 and 9.9E+125.',
  },
  UND_VERSIONS_TOMBSTONE_INVALID: {
    meaning: 'The table understudy-tombstones holds an item that Understudy did not write.',
    remedy: 'Find who writes that table and remove the item; the table is for Understudy alone.',
  },
} as const satisfies ErrorCatalogue;

export type VersionsErrorCode = keyof typeof VERSIONS_ERRORS;

export class VersionsError extends UnderstudyError<VersionsErrorCode> {
  constructor(code: VersionsErrorCode, facts: ErrorFacts) {
    super(code, VERSIONS_ERRORS[code].remedy, facts);
  }
}
