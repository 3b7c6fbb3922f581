import { RecordsError } from '../errors.ts';
import type { Decider } from '../types.ts';

/** @throws RecordsError `UND_RECORDS_CONFIG_INVALID` */
export function readDecider(
  { why, by }: { readonly why: string; readonly by: string | undefined },
  user: string,
): Decider {
  const name = by ?? user;
  if (name.trim() === '') throw invalid('--by is missing, and the machine has no name for its user.');
  if (why.trim() === '') throw invalid('--why is blank: it tells later readers why.');
  return { by: name, why };
}

function invalid(what: string): RecordsError {
  return new RecordsError('UND_RECORDS_CONFIG_INVALID', { what });
}
