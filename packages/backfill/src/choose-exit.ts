import { isUnderstudyError } from '@understudy/core';

/** Exit codes: everything is there; something could not be copied; command line or topology are wrong; stopped by a signal. */
export const EXIT = { done: 0, failed: 1, misused: 2, stopped: 130 } as const;

const MISUSED = [
  'UND_BACKFILL_COMMAND_INVALID',
  'UND_BACKFILL_OPTION_INVALID',
  'UND_SERVICE_FILE_EMPTY',
  'UND_SERVICE_FILE_UNREADABLE',
  'UND_TOPOLOGY_INVALID',
];

/** The exit code of a backfill that ended by `error`. */
export function chooseExit(error: unknown): number {
  return isUnderstudyError(error) && MISUSED.includes(error.code) ? EXIT.misused : EXIT.failed;
}
