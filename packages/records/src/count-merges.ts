import type { MergedKey } from './merge-all.ts';

/** Ledger entries by what a merge made of them. */
export interface MergeCounts {
  /** Their writes are in the stored items now. */
  readonly merged: number;
  /** Their writes were in the stored items already. */
  readonly present: number;
  /** A person has to decide: both regions changed an attribute, or nothing shows what the item was built upon. */
  readonly conflict: number;
  /** Can be merged later. */
  readonly waits: number;
}

/** Adds up; pure. */
export function countMerges(keys: readonly MergedKey[]): MergeCounts {
  const counts = { merged: 0, present: 0, conflict: 0, waits: 0 };
  for (const { chain, result } of keys) {
    if (result.is === 'merged') {
      counts.merged += result.lacked;
      counts.present += result.held;
    } else if (result.is === 'conflict' || result.is === 'unsure') counts.conflict += chain.ids.length;
    else counts.waits += chain.ids.length;
  }
  return counts;
}
