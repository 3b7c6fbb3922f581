import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const VERSIONS_ERRORS = {
  UND_VERSIONS_STAMP_INVALID: {
    meaning: 'The stamp attribute of an item holds something that Understudy did not write.',
    remedy:
      'Find who writes the stamp attribute; choose another name for it with `stampAttribute`, or remove the foreign value.',
  },
  UND_VERSIONS_VERSION_INVALID: {
    meaning: 'The epoch, region or sequence of a version does not fit its fixed width.',
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
  UND_VERSIONS_STAMP_RESERVED: {
    exit: 'refused',
    meaning: 'A write names the attribute that carries the stamps of the items.',
    remedy: 'Leave that attribute alone in writes, or choose another name for it with `stampAttribute`.',
  },
  UND_VERSIONS_LEGACY_INVALID: {
    exit: 'refused',
    meaning:
      'A write has legacy parameters (Expected, ConditionalOperator, AttributeUpdates) that DynamoDB would refuse.',
    remedy: 'Correct them, or use ConditionExpression and UpdateExpression, which replace them.',
  },
  UND_VERSIONS_TRANSACTION_TOO_LARGE: {
    exit: 'refused',
    meaning:
      'A transaction with deletes would pass the 100 parts that DynamoDB takes, since each delete leaves a tombstone while a region is merging.',
    remedy:
      'Split it into transactions whose parts and deletes together are at most 100, or wait until the merge is done.',
  },
} as const satisfies ErrorCatalogue;

export type VersionsErrorCode = keyof typeof VERSIONS_ERRORS;

export class VersionsError extends UnderstudyError<VersionsErrorCode> {
  constructor(code: VersionsErrorCode, facts: ErrorFacts) {
    super(code, VERSIONS_ERRORS[code], facts);
  }
}
