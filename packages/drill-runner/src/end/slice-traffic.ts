import type { TrafficSlice } from '@understudy/drills';
import type { JournalEntry } from '@understudy/scenario';
import { hasFailed } from '../watch/has-failed.ts';

const SLICE_MS = 1_000;

/** Writes by the second in which they ended; seconds without one are among them. */
export function sliceTraffic(
  entries: readonly Pick<JournalEntry, 'endedMs' | 'outcome' | 'byCondition'>[],
): readonly TrafficSlice[] {
  const slices: { atMs: number; acknowledged: number; failed: number }[] = [];
  for (const entry of entries) {
    const index = Math.max(0, Math.floor(entry.endedMs / SLICE_MS));
    while (slices.length <= index)
      slices.push({ atMs: slices.length * SLICE_MS, acknowledged: 0, failed: 0 });
    const slice = slices[index];
    if (slice === undefined) continue;
    if (entry.outcome === 'acknowledged') slice.acknowledged += 1;
    else if (hasFailed(entry)) slice.failed += 1;
  }
  return slices;
}
