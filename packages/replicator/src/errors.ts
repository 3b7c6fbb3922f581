import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';
import type { LinkName, LossWindow } from '@understudy/links';

export const REPLICATOR_ERRORS = {
  UND_REPLICATOR_TABLE_MISSING: {
    exit: 'notFound',
    meaning: 'A replicated table does not exist in one of the two regions.',
    remedy:
      'Create it there with the same key schema and a stream of NEW_AND_OLD_IMAGES, or take it out of the topology.',
  },
  UND_REPLICATOR_GLOBAL_TABLE: {
    exit: 'refused',
    meaning:
      'A replicated table is a replica of a DynamoDB global table, which carries writes past the link.',
    remedy:
      'Take it out of the global table as docs/install/global-tables.md says; the link then continues by itself.',
  },
  UND_REPLICATOR_KEY_SCHEMA_DIFFERS: {
    exit: 'refused',
    meaning: 'The two copies of a table have different keys, so an item of one has no place in the other.',
    remedy:
      "Create the standby's table again with the key attributes, in the order and of the types that the other one has.",
  },
  UND_REPLICATOR_STREAM_OFF: {
    exit: 'refused',
    meaning: 'A replicated table has no stream.',
    remedy:
      'Switch it on: aws dynamodb update-table --table-name TABLE --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES. What was written while it was off is in no stream: then run understudy backfill TABLE --reseed.',
  },
  UND_REPLICATOR_STREAM_VIEW_WRONG: {
    exit: 'refused',
    meaning: "A replicated table's stream does not carry both images.",
    remedy:
      "The view type can't be changed in place. Stop what writes to the table, or move the writer to the other region first, switch the stream off and on with NEW_AND_OLD_IMAGES, then run understudy backfill TABLE --reseed: what is written in between is in no stream.",
  },
  UND_REPLICATOR_STREAM_GAP: {
    meaning:
      'Changes are in no stream that the link can read: the stream dropped them unread, it was switched off and on, or the table was created again.',
    remedy:
      'Run understudy backfill TABLE --reseed. Until then barriers are not answered and a switchover is refused.',
  },
  UND_REPLICATOR_TABLE_REPLACED: {
    exit: 'refused',
    meaning:
      'A replicated table was deleted and created again under its name (a restore, a local secondary index) while its region is the writer. Sequence numbers of its stream may begin again below those that the standby holds, so later writes of old keys would be dropped.',
    remedy:
      'Run understudy backfill TABLE --reseed: it stamps the copies below every record to come, and the link goes on. Next time restore under another name, or move the writer to the other region first.',
  },
  UND_REPLICATOR_ORDER_BROKEN: {
    meaning:
      'The standby refused a record in favour of a later write of the same source and epoch, and the stream holds no such write: the record is lost to the standby.',
    remedy:
      'Do not move the writer to the standby. Find out whether the table was replaced under its name or its items were restored with their stamps; then run understudy backfill TABLE --reseed and understudy verify.',
  },
  UND_REPLICATOR_OWN_TABLE_MISSING: {
    exit: 'refused',
    meaning: "One of Understudy's own tables is missing in a data region.",
    remedy: 'Run `understudy setup`, which creates it; the link then continues by itself.',
  },
  UND_REPLICATOR_OWN_TABLE_DIFFERS: {
    exit: 'refused',
    meaning: "A table has the name of one of Understudy's own and other keys.",
    remedy: 'It belongs to something else or to another release: move it away, then run `understudy setup`.',
  },
  UND_REPLICATOR_OPTIONS_INVALID: {
    exit: 'usage',
    meaning: "An option of the worker is out of its range, or the regions are not the route's.",
    remedy:
      'Correct the value named in the message; options and units are listed in the README of @understudy/replicator.',
  },
  UND_REPLICATOR_REQUEST_TOO_LATE: {
    meaning: 'A request was ready only after the lease that it depends on had expired, so it was not sent.',
    remedy:
      'No action needed: the request is repeated under a valid lease. If it happens often, the process lacks CPU time or is paused.',
  },
  UND_REPLICATOR_REQUEST_TIMED_OUT: {
    meaning:
      'A region did not answer a request within the time limit of one attempt; a write may have been applied.',
    remedy:
      'No action needed: the request is repeated, and it is conditional. If it continues, check that region.',
  },
  UND_REPLICATOR_ROUTE_UNCONFIRMED: {
    exit: 'refused',
    meaning:
      'Removals wait: their epoch needs a route that is known to be current, and nothing confirms the one last seen.',
    remedy:
      "Bring the control store back, or the source region's fence table; the link then continues by itself.",
  },
  UND_REPLICATOR_REGION_FAILS: {
    exit: 'refused',
    meaning: 'A region does not answer the link, or answers with a server error.',
    remedy:
      'No action needed if it passes: the link tries again. If it continues, check that region and the network to it.',
  },
  UND_REPLICATOR_REGION_THROTTLES: {
    exit: 'refused',
    meaning: 'A region refuses requests of the link for want of capacity.',
    remedy:
      'No action needed if it passes: the link tries again. If the lag grows, raise the capacity of the table that the message is about.',
  },
  UND_REPLICATOR_CONTENDED: {
    meaning: 'Other transactions hold an item that the link has to write.',
    remedy: 'No action needed: the link tries again. If it continues, look for what else writes that table.',
  },
  UND_REPLICATOR_OVERTAKEN: {
    meaning:
      'A write was refused by its condition several times, although what the target holds does not explain it.',
    remedy: 'No action needed: the link tries again. If it continues, look for what else writes that table.',
  },
  UND_REPLICATOR_REFUSED: {
    exit: 'refused',
    meaning: 'A region refuses every request of the link: credentials, rights or a table are missing.',
    remedy:
      "Correct what the message names (the replicator's role, its credentials, the table); the link tries again by itself and parks nothing meanwhile.",
  },
  UND_REPLICATOR_REFUSED_UNKNOWN: {
    exit: 'refused',
    meaning: 'A request was refused for a reason that is not known to be about its item.',
    remedy:
      'Look up the error that the message names and correct its cause; the link tries again by itself and parks nothing meanwhile. Its stream keeps unread records for 24 hours.',
  },
  UND_REPLICATOR_RECORD_REFUSED: {
    meaning: 'The target refuses one item for what it is, such as its size.',
    remedy:
      'No action needed yet: after a few attempts the record is parked. Look at it with `understudy dead-letters list`.',
  },
  UND_REPLICATOR_RECORD_INVALID: {
    meaning: 'A stream record lacks something that every record of a NEW_AND_OLD_IMAGES stream has.',
    remedy: "Look at it among the link's parked records.",
  },
  UND_REPLICATOR_NO_ROOM: {
    meaning: 'An item is so near to the 400 KB that DynamoDB takes that its stamp does not fit.',
    remedy:
      'Make the item smaller: a later image takes the place of the parked one. `understudy verify` counts such items.',
  },
  UND_REPLICATOR_IMAGE_INCOMPLETE: {
    meaning:
      'An image lost a member when it was decoded, such as an attribute named `__proto__`, which the AWS SDK for JavaScript does not read.',
    remedy:
      'Give the attribute another name, or write the item again: a later image takes the place of the parked one.',
  },
  UND_REPLICATOR_ENTRY_INVALID: {
    meaning:
      'A ledger or parked entry is incomplete: its chunks do not make the image that its head speaks of.',
    remedy: 'Read it again: it may have been half written. Otherwise restore the table from its backup.',
  },
} as const satisfies ErrorCatalogue;

export type ReplicatorErrorCode = keyof typeof REPLICATOR_ERRORS;

export class ReplicatorError extends UnderstudyError<ReplicatorErrorCode> {
  constructor(code: ReplicatorErrorCode, facts: ErrorFacts) {
    super(code, REPLICATOR_ERRORS[code], facts);
  }
}

/** Records of a link that were superseded by what their stream does not hold. */
export function orderBroken({ table, source, target }: LinkName, records: number): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_ORDER_BROKEN', {
    what: `${target} refused ${records} ${records === 1 ? 'record' : 'records'} of ${table} in favour of later writes of ${source} that its stream does not hold.`,
    details: { table, source, target, records },
  });
}

/** The source's stream is off while the link reads it. */
export function streamOff({ table, source }: Pick<LinkName, 'table' | 'source'>): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_STREAM_OFF', {
    what: `Table ${table} has no stream in ${source}.`,
    details: { table, region: source },
  });
}

/** The link missed changes of a time, until a re-seeding backfill makes it good. */
export function streamGap(
  { table, source, target }: LinkName,
  { fromMs, untilMs }: LossWindow,
): ReplicatorError {
  const from = fromMs === undefined ? '' : ` from ${new Date(fromMs).toISOString()}`;
  return new ReplicatorError('UND_REPLICATOR_STREAM_GAP', {
    what: `Changes of ${table} in ${source}${from} until ${new Date(untilMs).toISOString()} are in no stream that the link to ${target} can read.`,
    details: { table, source, target, fromMs, untilMs },
  });
}
