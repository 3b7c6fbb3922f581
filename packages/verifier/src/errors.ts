import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const VERIFIER_ERRORS = {
  UND_VERIFIER_CONFIG_INVALID: {
    exit: 'usage',
    meaning: "The command line, or a file that it names, can't be read.",
    remedy: 'Correct what the message names; `understudy verify --help` lists every option.',
  },
  UND_VERIFIER_OPTIONS_INVALID: {
    exit: 'usage',
    meaning: 'An option of the verifier is out of its range.',
    remedy:
      'Correct the value named in the message; the README of @understudy/verifier lists them with units.',
  },
  UND_VERIFIER_TABLE_MISSING: {
    exit: 'notFound',
    meaning: 'A table does not exist in one of the two regions.',
    remedy: 'Create it there and backfill it, or take it out of the topology.',
  },
  UND_VERIFIER_KEY_SCHEMA_DIFFERS: {
    exit: 'refused',
    meaning:
      'The two copies of a table have different keys, so their items can not be held against each other.',
    remedy: "Create the standby's table again with the key attributes of the other one.",
  },
  UND_VERIFIER_ROUTE_UNSETTLED: {
    exit: 'refused',
    meaning: 'A repair was asked for while the writer is being moved, or a region is still merging.',
    remedy:
      'Run `understudy reconcile --watch` until `understudy status` lists no region as reconciled, then repeat the repair.',
  },
} as const satisfies ErrorCatalogue;

export type VerifierErrorCode = keyof typeof VERIFIER_ERRORS;

export class VerifierError extends UnderstudyError<VerifierErrorCode> {
  constructor(code: VerifierErrorCode, facts: ErrorFacts) {
    super(code, VERIFIER_ERRORS[code], facts);
  }
}
