import { isUnderstudyError } from '@understudy/core';

/** An error for people: one with a code says all in its message, any other is a bug and shows its stack. */
export function messageOf(error: unknown): string {
  if (isUnderstudyError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
