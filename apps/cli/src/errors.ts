import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const CLI_ERRORS = {
  UND_CLI_CODE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'No package of Understudy has an error of that code.',
    remedy: 'Use one of the codes that the message suggests; `understudy explain` lists all.',
  },
  UND_CLI_FILE_EXISTS: {
    exit: 'refused',
    meaning: '`understudy init` writes a new file and never replaces one unasked. Nothing was written.',
    remedy: 'Edit that file, name another with -f, or replace it with --force.',
  },
  UND_CLI_ANSWERS_MISSING: {
    exit: 'usage',
    meaning: '`understudy init` lacks something and has no terminal to ask on. Nothing was written.',
    remedy: 'Give the options that the message names; `understudy init --help` shows them all.',
  },
  UND_CLI_ANSWERS_INVALID: {
    exit: 'usage',
    meaning: 'What `understudy init` was given makes no valid topology. Nothing was written.',
    remedy:
      'Correct the option or the answer that the message is about; `understudy init --help` shows them all.',
  },
  UND_CLI_FILE_NOT_WRITTEN: {
    exit: 'refused',
    meaning: 'The file could not be written. Nothing was changed.',
    remedy: 'Check that the directory exists and that this user may write to it.',
  },
  UND_CLI_NOT_READY: {
    exit: 'refused',
    meaning: '`understudy check` found something that keeps the service from running.',
    remedy: 'Do what each failed check says, then run `understudy check` again.',
  },
  UND_CLI_MOVE_REFUSED: {
    exit: 'refused',
    meaning: 'Regions or links have something against the move now. Nothing was changed.',
    remedy:
      'Each reason is listed above with its code and what to do. A failover accepts an unknown or high lag with --override.',
  },
  UND_CLI_CONFIRMATION_WRONG: {
    exit: 'refused',
    meaning: '--confirm is something else than the command asks for. Nothing was changed.',
    remedy:
      'Give --confirm the name that the message shows: the region that becomes the writer, or the service.',
  },
} as const satisfies ErrorCatalogue;

export type CliErrorCode = keyof typeof CLI_ERRORS;

export class CliError extends UnderstudyError<CliErrorCode> {
  constructor(code: CliErrorCode, facts: ErrorFacts) {
    super(code, CLI_ERRORS[code], facts);
  }
}
