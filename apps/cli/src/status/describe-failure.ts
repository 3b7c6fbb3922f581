import { isUnderstudyError } from '@understudy/core';

/** What an error says, on one line and without its remedy: the row of a table has room for no more. */
export function describeFailure(error: unknown): string {
  if (isUnderstudyError(error)) return error.code;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
