import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const BACKFILL_ERRORS = {
  UND_BACKFILL_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the backfill is out of its range.',
    remedy: 'Correct the value named in the message; the README of @understudy/backfill lists them.',
  },
  UND_BACKFILL_NOT_THE_WRITER: {
    exit: 'refused',
    meaning:
      'The region to copy from is not the writer, has been the writer for less than two minutes, or a move of the writer is under way.',
    remedy: 'Copy from the writer. After a move, wait two minutes and run the command again.',
  },
  UND_BACKFILL_WRITER_MOVED: {
    exit: 'refused',
    meaning:
      'The writer has moved since the backfill began, so its noted place in the stream dates from another epoch.',
    remedy: 'Start again with --restart, from the region that is the writer now.',
  },
  UND_BACKFILL_RETENTION_TOO_SHORT: {
    exit: 'refused',
    meaning:
      'The backfill would end when the stream no longer holds what was written while it ran, so deletes could be lost.',
    remedy:
      'Raise the limits (--read-units, --write-units, --concurrency), or add --tombstones, which needs no replay. For tables too large for either see docs/operate/large-tables.md.',
  },
  UND_BACKFILL_STREAM_TOO_SHORT: {
    exit: 'refused',
    meaning: "The table's stream does not reach back to the time that replication is to continue from.",
    remedy:
      'Take another export, and continue from its time within 23 hours; the stream must have been switched on before it.',
  },
  UND_BACKFILL_TABLE_REPLACED: {
    exit: 'refused',
    meaning:
      'The source table was deleted and created again under its name, so its sequence numbers may begin again below those that the target holds.',
    remedy: 'Run the command with --reseed: it stamps the copies below every record to come.',
  },
  UND_BACKFILL_SUPERSEDED: {
    exit: 'refused',
    meaning: 'Another process works on the same backfill.',
    remedy: 'Wait for that process to finish. Only one backfill of a table can run at a time.',
  },
  UND_BACKFILL_OTHER_SETTINGS: {
    exit: 'usage',
    meaning: 'A backfill of this table was begun with other settings and is not done.',
    remedy: 'Give the same options to resume it, or --restart to start again.',
  },
  UND_BACKFILL_LINK_BUSY: {
    exit: 'refused',
    meaning: "The link's lead could not be had, to place it in its stream.",
    remedy:
      "Run the same command again. If it goes on, look at the target region's table understudy-links and at the replicators.",
  },
  UND_BACKFILL_LINK_SILENT: {
    exit: 'refused',
    meaning: 'No replicator runs the link, so nothing brings what was written while the table was copied.',
    remedy:
      'Start `understudy replicator run` with the same topology, then run the same command again: it goes on where it was.',
  },
} as const satisfies ErrorCatalogue;

export type BackfillErrorCode = keyof typeof BACKFILL_ERRORS;

export class BackfillError extends UnderstudyError<BackfillErrorCode> {
  constructor(code: BackfillErrorCode, facts: ErrorFacts) {
    super(code, BACKFILL_ERRORS[code], facts);
  }
}
