import { describeFailure } from '@understudy/command-line';
import { isUnderstudyError } from '@understudy/core';

/** An error for people: its code, what happened, what to do. A bug has one, too; its stack comes with UNDERSTUDY_DEBUG. */
export function messageOf(error: unknown): string {
  return isUnderstudyError(error) ? error.message : describeFailure(error, process.env).text.trimEnd();
}
