import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const TRAFFIC_ERRORS = {
  UND_TRAFFIC_APPLY_FAILED: {
    meaning: 'A balancer did not take the members that the pools have now; the others have them.',
    remedy: 'The message says each balancer and why. Repair it and apply again: the wanted members are kept.',
  },
  UND_TRAFFIC_MEMBER_UNKNOWN: {
    exit: 'notFound',
    meaning: 'A pool has no member of that name.',
    remedy: 'Name one of the members in the message.',
  },
  UND_TRAFFIC_NOT_CONFIGURED: {
    exit: 'usage',
    meaning: 'The topology has no `traffic`, so there is no configuration to make.',
    remedy: 'Add `traffic` to the topology; packages/topology/README.md lists its keys.',
  },
  UND_TRAFFIC_BALANCERS_MISSING: {
    exit: 'usage',
    meaning: 'The topology has no `balancers`, so there is no pair to configure.',
    remedy: 'Add `balancers` to the topology; packages/topology/README.md lists its keys.',
  },
  UND_TRAFFIC_FILE_UNREADABLE: {
    exit: 'usage',
    meaning: 'A file that an option names could not be read. Nothing was changed.',
    remedy: 'Check the path, and that this user may read the file.',
  },
} as const satisfies ErrorCatalogue;

export type TrafficErrorCode = keyof typeof TRAFFIC_ERRORS;

export class TrafficError extends UnderstudyError<TrafficErrorCode> {
  constructor(code: TrafficErrorCode, facts: ErrorFacts) {
    super(code, TRAFFIC_ERRORS[code], facts);
  }
}
