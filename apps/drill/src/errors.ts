import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const DRILL_ERRORS = {
  UND_DRILL_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The drill was started with an option, or a word, that it does not have.',
    remedy: 'See `npm start -- --help`; options for the drill stand after `--`.',
  },
  UND_DRILL_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the drill has a value that it cannot work with.',
    remedy:
      'Give it a value as named here; `npm start -- --help` lists every option with its range and its default.',
  },
  UND_DRILL_FILE_UNWRITABLE: {
    exit: 'usage',
    meaning: 'A file that the drill was told to write cannot be written.',
    remedy: 'Name a file in a directory that exists and that you may write to.',
  },
  UND_DRILL_LOAD_FAILED: {
    meaning: 'The local cloud did not take the data set.',
    remedy: 'Look at the cause: usually a DynamoDB Local ran out of memory or disk. Try fewer `--items`.',
  },
  UND_DRILL_PHASE_TIMED_OUT: {
    meaning: 'A phase of the drill did not come to its end within its time limit.',
    remedy:
      'On a machine that is busy, try a lower `--rate` or fewer `--items`; if it stays so, it is a bug: keep the journal and report it.',
  },
  UND_DRILL_MOVE_FAILED: {
    exit: 'refused',
    meaning: 'The writer was to be moved, and stayed where it was.',
    remedy: 'The hindrance in the message has a code of its own in docs/errors.md, with what to do.',
  },
  UND_DRILL_SERVERS_FAILED: {
    meaning: 'The servers of the shop, or HAProxy in front of them, did not do what the drill needs of them.',
    remedy: 'Its last lines stand in the message. `npm start -- --data-only` runs the drill without servers.',
  },
  UND_DRILL_GATEWAY_FAILED: {
    meaning: 'The gateway did not start, or ended although nobody stopped it.',
    remedy: 'Its last lines stand in the message; a bug if the machine was not out of memory.',
  },
  UND_DRILL_PYTHON_FAILED: {
    meaning: 'The application on boto3 ended although nobody stopped it, or there is no Python with boto3.',
    remedy: '`npm run setup` installs it as root; else `apt-get install python3-boto3`.',
  },
  UND_DRILL_WORKER_DIED: {
    meaning: 'The process that runs the links ended although nobody stopped it.',
    remedy: 'Its last lines stand in the details; a bug if the machine was not out of memory.',
  },
} as const satisfies ErrorCatalogue;

export type DrillErrorCode = keyof typeof DRILL_ERRORS;

export class DrillError extends UnderstudyError<DrillErrorCode> {
  constructor(code: DrillErrorCode, facts: ErrorFacts) {
    super(code, DRILL_ERRORS[code], facts);
  }
}
