import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const ROUTE_ERRORS = {
  UND_ROUTE_TRANSITION_ILLEGAL: {
    exit: 'refused',
    meaning: 'The route does not allow this change in its present phase or step.',
    remedy:
      'Read the route again and plan from what it says; a change that was right a moment ago may be done already.',
  },
  UND_ROUTE_REGION_UNKNOWN: {
    exit: 'notFound',
    meaning: "A region was named that is not one of the route's two.",
    remedy: "Name one of the route's two regions.",
  },
  UND_ROUTE_ALREADY_WRITER: {
    exit: 'refused',
    meaning: 'A move was claimed to the region that is the writer already.',
    remedy: 'Do nothing; to move away from it, name the other region.',
  },
  UND_ROUTE_TAIL_UNSETTLED: {
    exit: 'refused',
    meaning: 'A switchover was claimed to a region whose acknowledged writes have not all been settled yet.',
    remedy: 'Wait until its tail has been merged; only a failover may promote it before that.',
  },
  UND_ROUTE_MOVE_MISMATCH: {
    exit: 'refused',
    meaning: 'A step belongs to another move than the one under way.',
    remedy: 'Read the route again: the move was finished or aborted, and another one began.',
  },
  UND_ROUTE_ENTRY_NOT_FOUND: {
    exit: 'refused',
    meaning: 'A change names a region that is not in `merging`.',
    remedy: 'Read the route again; another mover has taken it out.',
  },
  UND_ROUTE_ENTRY_NOT_RIPE: {
    exit: 'refused',
    meaning: 'A region can leave `merging` only after its tail is settled and its last request has expired.',
    remedy: 'Wait until its tail is settled and its `untilMs` has passed.',
  },
  UND_ROUTE_AUDIT_FULL: {
    exit: 'refused',
    meaning: 'The list of past epochs is as long as the item that keeps the route can hold.',
    remedy:
      'Keep a copy of the item, shorten its list `epochs` to the last few of each region, and raise its revision by one.',
  },
  UND_ROUTE_CORRUPT: {
    meaning: 'The item that keeps the route (or a fence) is not one that Understudy wrote.',
    remedy: 'Find who changed it, and restore it from the audit events or from a backup of its table.',
  },
  UND_ROUTE_NOT_FOUND: {
    exit: 'notFound',
    meaning: 'The control store has no route for this service.',
    remedy: 'Create it with `understudy setup`; check the service name and the table name.',
  },
  UND_ROUTE_LOST: {
    exit: 'refused',
    meaning: 'The control store has no route of a service whose data regions have fences: it had one.',
    remedy:
      'Restore the witness, or make the route again from the fences with `understudy rebuild-route`; check the service name and the table name first.',
  },
  UND_ROUTE_STORE_UNREACHABLE: {
    exit: 'controlStoreUnreachable',
    meaning: 'No endpoint of the control store answered in time; a write to it may have been applied.',
    remedy:
      'Check the network path to the witness region. Reads are retried; resume a move once the store answers.',
  },
  UND_ROUTE_STORE_REFUSED: {
    exit: 'refused',
    meaning:
      'The control store answered, and refused: its table is missing, or this process has no right to it.',
    remedy: 'Create the table with `understudy setup`, and grant GetItem and PutItem on it.',
  },
  UND_ROUTE_FENCE_UNREACHABLE: {
    meaning:
      "A region's fence table did not answer in time, or refused; a write to it may have been applied.",
    remedy:
      'Check the network path to the region, that `understudy setup` was run, and the rights on the table.',
  },
  UND_ROUTE_FENCE_MISPLACED: {
    exit: 'refused',
    meaning:
      'The fence that an endpoint gave for one region names another: the endpoint answers for that one. Nothing was written.',
    remedy:
      'Correct the `endpoint` of each region in the topology: two of them are swapped, or both lead to one database.',
  },
  UND_ROUTE_TABLE_MISMATCH: {
    exit: 'refused',
    meaning: 'A table of the wanted name exists with another key.',
    remedy: 'Choose another table name, or remove the table if nothing needs it.',
  },
  UND_ROUTE_WENT_BACK: {
    exit: 'refused',
    meaning: 'The control store gave an older route than was seen before.',
    remedy:
      'Find out whether its table was restored from a backup or created again; restart the processes once its route is right.',
  },
  UND_ROUTE_LEASE_STOPPED: {
    meaning: 'The lease was stopped while a caller waited for a change of the route.',
    remedy: 'Stop the lease only after the last request that needs it.',
  },
  UND_ROUTE_OPTIONS_INVALID: {
    exit: 'usage',
    meaning: 'The options of a lease or of a store do not fit together.',
    remedy: 'Correct the option that the message names.',
  },
} as const satisfies ErrorCatalogue;

export type RouteErrorCode = keyof typeof ROUTE_ERRORS;

export class RouteError extends UnderstudyError<RouteErrorCode> {
  constructor(code: RouteErrorCode, facts: ErrorFacts) {
    super(code, ROUTE_ERRORS[code], facts);
  }
}
