import { timeText } from '../time-text.ts';
import { wrapText } from '../wrap-text.ts';
import { agoText } from './ago-text.ts';
import type { Unknown } from './unknowns-of.ts';

/** What an answer lacks, below it; no lines where it lacks nothing. */
export function renderUnknowns(
  unknown: readonly Unknown[],
  atMs: number,
  columns: number,
): readonly string[] {
  return unknown.flatMap(({ what, seenMs }) => {
    const since =
      seenMs === undefined
        ? ' Since when is not known.'
        : ` Seen last ${timeText(seenMs)}, ${agoText(seenMs, atMs)}.`;
    return wrapText(`Unknown: ${what}${since}`, columns);
  });
}
