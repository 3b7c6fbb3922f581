import type { Decider, RecordName } from './types.ts';
import { decisionsOf } from './decisions-of.ts';
import type { DecideOptions } from './decide-options.ts';
import type { DecideResult } from './decide-result.ts';

/**
 * Marks a record as not worth anything any more, by whom and why. The record stays, images and all.
 * Conditions: it is open and not claimed.
 * @throws RecordsError `UND_RECORDS_NOT_FOUND`
 */
export async function dropRecord(
  name: RecordName,
  { by, why }: Decider,
  { records, clock, randomness }: DecideOptions,
): Promise<DecideResult> {
  await records.show(name);
  const claim = { token: randomness.unique(), action: 'drop', by, why, atMs: clock.wallMs() } as const;
  const closed = await decisionsOf(name, records).close(name.link, name.id, { ...claim, outcome: 'dropped' });
  if (!closed.won) return { is: 'by-another', stands: closed.current };
  return { is: 'decided', outcome: 'dropped', closed: true };
}
