import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const CONTROL_STORE_ERRORS = {
  UND_CONTROL_STORE_UNREACHABLE: {
    exit: 'controlStoreUnreachable',
    meaning: 'No endpoint of the control store answered in time; a write to it may have been applied.',
    remedy: 'Check the network path to the witness region. Sending the same write again is safe.',
  },
  UND_CONTROL_STORE_REFUSED: {
    exit: 'refused',
    meaning: 'The control store answered, and refused: this process lacks a right to its table.',
    remedy:
      'Grant the rights of the role orchestrator on table understudy-control; docs/install/rights.md has the policy.',
  },
  UND_CONTROL_STORE_TABLE_MISSING: {
    exit: 'refused',
    meaning:
      'The witness has no table understudy-control: the service was set up before orchestrators needed it, or the witness was replaced.',
    remedy: 'Run `understudy setup`, which creates it.',
  },
  UND_CONTROL_STORE_CORRUPT: {
    meaning: 'An item of table understudy-control is not one that Understudy wrote.',
    remedy:
      'Find who changed it, and put it right; a report, the leader or a directive may be deleted, and is then written again.',
  },
  UND_CONTROL_STORE_OBSERVER_TAKEN: {
    exit: 'refused',
    meaning: 'Another process reports under the name of this observer.',
    remedy:
      'Stop one of the two, or give it another name. A process that was just restarted may report 10 seconds after the last report of the one before.',
  },
  UND_CONTROL_STORE_INTENT_NOT_FOUND: {
    exit: 'notFound',
    meaning: 'The control store has no intent of this id.',
    remedy: 'Create the intent before it is changed; its id may be mistyped.',
  },
  UND_CONTROL_STORE_AUDIT_ID_TAKEN: {
    meaning:
      'The audit has another entry of the same time and id. It is only ever appended to, so the new one was not written.',
    remedy: 'Give each audit entry an id of its writer that no other entry has.',
  },
  UND_CONTROL_STORE_ITEM_TOO_LARGE: {
    exit: 'refused',
    meaning: 'What was to write is larger than an item of the control store may be. Nothing was sent.',
    remedy: 'Shorten its texts; the message names the entry, its size and the limit.',
  },
  UND_CONTROL_STORE_OPTIONS_INVALID: {
    exit: 'usage',
    meaning: 'An option or an argument of the control store is wrong.',
    remedy: 'Correct the one that the message names.',
  },
} as const satisfies ErrorCatalogue;

export type ControlStoreErrorCode = keyof typeof CONTROL_STORE_ERRORS;

export class ControlStoreError extends UnderstudyError<ControlStoreErrorCode> {
  constructor(code: ControlStoreErrorCode, facts: ErrorFacts) {
    super(code, CONTROL_STORE_ERRORS[code], facts);
  }
}
