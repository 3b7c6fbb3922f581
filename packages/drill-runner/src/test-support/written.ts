import type { JournalEntry } from '@understudy/scenario';

/** A write of a journal: it was sent one millisecond before it ended. */
export function written(
  endedMs: number,
  facts: Partial<Pick<JournalEntry, 'outcome' | 'byCondition' | 'region' | 'error'>> = {},
): JournalEntry {
  return {
    nonce: `w${String(endedMs)}`,
    order: endedMs,
    write: 'put',
    parts: [],
    startedMs: endedMs - 1,
    endedMs,
    outcome: 'acknowledged',
    ...facts,
  };
}
