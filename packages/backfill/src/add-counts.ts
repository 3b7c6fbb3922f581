import type { CopyCounts } from './types.ts';

export const NO_COUNTS: CopyCounts = {
  scanned: 0,
  copied: 0,
  newer: 0,
  leaving: 0,
  failed: 0,
  corrected: 0,
};

export function addCounts(a: CopyCounts, b: CopyCounts): CopyCounts {
  return {
    scanned: a.scanned + b.scanned,
    copied: a.copied + b.copied,
    newer: a.newer + b.newer,
    leaving: a.leaving + b.leaving,
    failed: a.failed + b.failed,
    corrected: a.corrected + b.corrected,
  };
}
