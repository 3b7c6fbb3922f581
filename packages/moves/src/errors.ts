import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const MOVES_ERRORS = {
  UND_MOVES_OPTIONS_INVALID: {
    exit: 'usage',
    meaning:
      'The options of a mover break a relation that safety rests on, or name something that does not exist.',
    remedy: 'Correct the option that the message names; nothing was adjusted, and nothing was changed.',
  },
  UND_MOVES_MOVE_UNDER_WAY: {
    exit: 'refused',
    meaning: 'A move was asked for while another one is under way.',
    remedy: 'Let it end, resume it if its mover is dead, or abort it.',
  },
  UND_MOVES_NOTHING_UNDER_WAY: {
    exit: 'refused',
    meaning: 'An abort was asked for, and no move, or another one, is under way.',
    remedy: 'Look at `understudy status`: a move that was under way has been promoted or aborted already.',
  },
  UND_MOVES_REGION_UNKNOWN: {
    exit: 'notFound',
    meaning: "A move was asked for to a region that is not one of the service's two.",
    remedy: "Name one of the route's two regions.",
  },
  UND_MOVES_ALREADY_WRITER: {
    exit: 'refused',
    meaning: 'A move was asked for to the region that is the writer already.',
    remedy: 'Do nothing; to move away from it, name the other region.',
  },
  UND_MOVES_TAIL_UNSETTLED: {
    exit: 'refused',
    meaning: 'A switchover was asked for to a region whose acknowledged writes have not all been settled.',
    remedy: 'Run the reconciliation until its tail is settled; only a failover may promote it before that.',
  },
  UND_MOVES_AUDIT_FULL: {
    exit: 'refused',
    meaning: 'The list of past epochs is as long as the item that keeps the route can hold.',
    remedy:
      'Keep a copy of the item, shorten its list `epochs` to the last few of each region, and raise its revision by one.',
  },
  UND_MOVES_REGION_UNHEALTHY: {
    exit: 'refused',
    meaning: 'A region that the move needs does not take writes.',
    remedy: 'A switchover needs both regions; a failover needs the standby, and no override replaces it.',
  },
  UND_MOVES_TABLES_DIFFER: {
    exit: 'refused',
    meaning:
      'A switchover was asked for while a table lacks in one region what the application uses in the other.',
    remedy:
      'Give both tables the same indexes; `understudy check` lists every difference. A failover is not refused by it.',
  },
  UND_MOVES_LAG_UNKNOWN: {
    exit: 'refused',
    meaning: 'A link has not reported its lag.',
    remedy:
      'Check that a replicator leads the link and reaches both regions; `understudy failover REGION --override WHY` goes on without it.',
  },
  UND_MOVES_LAG_TOO_HIGH: {
    exit: 'refused',
    meaning:
      'A link is further behind than `maxLagMs` allows; in a failover that observers agree on, it may lack more than that of what the writer acknowledged before it was seen last.',
    remedy:
      'Wait for it to catch up; if the writer is lost, `understudy failover REGION --override WHY` accepts that this much is merged later.',
  },
  UND_MOVES_PARKED_RECORDS: {
    exit: 'refused',
    meaning:
      'A link has parked records: writes that the old writer acknowledged, and the new one would not have.',
    remedy:
      'List them with `understudy dead-letters list --state open`, correct what their cause names and redrive or drop each; `understudy switchover REGION --accept-parked` moves without those that are there now.',
  },
  UND_MOVES_PARKED_UNKNOWN: {
    exit: 'refused',
    meaning: 'A link did not say in time how many of its records are parked.',
    remedy: 'Check that its target region answers and has the table understudy-parked, then ask again.',
  },
  UND_MOVES_NO_MAJORITY: {
    exit: 'refused',
    meaning: 'Fewer than half of the observers agree that the writer is gone.',
    remedy: 'Leave the writer where it is, or let a person decide: leave the vote out.',
  },
  UND_MOVES_FENCE_NOT_WRITTEN: {
    exit: 'aborted',
    meaning: 'A move was aborted because a fence it needs could not be written in time.',
    remedy:
      'Check the region and its fence table. A switchover needs the fence in both regions, a failover in the new one.',
  },
  UND_MOVES_ROUTE_EXISTS: {
    exit: 'refused',
    meaning: 'The control store has a route, so none is made again from the fences. Nothing was changed.',
    remedy:
      'Look at `understudy status`; name in the topology file the control store that is to have the route.',
  },
  UND_MOVES_FENCE_UNREADABLE: {
    exit: 'refused',
    meaning: 'The fences of both regions are needed, with their copy of the route. Nothing was changed.',
    remedy:
      'Wait until the region that the message names answers, or restore the control store with its route.',
  },
  UND_MOVES_FENCE_AHEAD: {
    exit: 'refused',
    meaning: 'A region carries a fence of a later revision than the route itself has.',
    remedy:
      'Find out whether the route was restored from a backup or created again; the fences show how far it had come, and `understudy rebuild-route` makes it again from them in an empty control store.',
  },
  UND_MOVES_STREAM_GAP: {
    exit: 'refused',
    meaning:
      'A switchover is refused since a link has a gap: its stream dropped changes unread, was switched off and on, or the table was made again. A barrier of that link is never reached.',
    remedy:
      'Re-seed the tables that the message names (understudy backfill TABLE --reseed), then ask for the switchover again.',
  },
  UND_MOVES_DRAIN_TIMED_OUT: {
    exit: 'aborted',
    meaning: 'A switchover was aborted because links had not settled everything within `drainLimitMs`.',
    remedy:
      'Look at the lag and the parked records of the links that the message names, then ask for the switchover again.',
  },
  UND_MOVES_WRITER_RETURNED: {
    exit: 'aborted',
    meaning: 'A failover was aborted because the writer answered again before the standby was promoted.',
    remedy:
      'Do nothing: the writer is as before. Move away from it with `understudy switchover` if it keeps failing.',
  },
  UND_MOVES_ABORTED: {
    exit: 'aborted',
    meaning: 'A move was aborted on request.',
    remedy: 'Do nothing: the writer is as before, in the same epoch.',
  },
} as const satisfies ErrorCatalogue;

export type MovesErrorCode = keyof typeof MOVES_ERRORS;

export class MovesError extends UnderstudyError<MovesErrorCode> {
  constructor(code: MovesErrorCode, facts: ErrorFacts) {
    super(code, MOVES_ERRORS[code], facts);
  }
}
