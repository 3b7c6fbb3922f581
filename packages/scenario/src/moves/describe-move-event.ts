import { durationText } from '../report/count-text.ts';

type Facts = Readonly<Record<string, unknown>>;

/** What each event of a move means, for a reader who sees one for the first time. */
const SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  'move.claimed': ({ from, to }) =>
    `  claimed: the route says that the writer moves from ${text(from)} to ${text(to)}; clients hold their writes.`,
  'move.fenced': ({ from, oldRegionFenced }) =>
    oldRegionFenced === true
      ? '  fenced: the write fence is set in both regions.'
      : `  fenced: the write fence is set in the new region; ${text(from)} does not answer.`,
  'move.waited': ({ waitedMs }) =>
    `  waited ${durationText(Number(waitedMs))}: every lease granted before has expired, and every request under it has ended.`,
  'move.drained': ({ undrained }) =>
    Array.isArray(undrained) && undrained.length > 0
      ? '  not drained: what the old writer acknowledged last can not be read now; it will be merged when it comes back.'
      : '  drained: everything that the old writer acknowledged is in the new one.',
  'move.promoted': ({ to, epoch }) => `  promoted: ${text(to)} is the writer, in epoch ${text(epoch)}.`,
  'move.aborted': ({ from, what }) => `  aborted: ${text(from)} stays the writer. ${text(what)}`,
  'merging.settled': ({ region }) =>
    `  settled: every write that ${text(region)} had acknowledged is merged, or in the ledger.`,
  'merging.emptied': ({ region }) =>
    `  emptied: no late request can reach ${text(region)} any more; deletes need no tombstones from here on.`,
};

/** A sentence for an event of a move; `undefined` for one that only matters to logs. */
export function describeMoveEvent(name: string, facts: Facts): string | undefined {
  return SENTENCES[name]?.(facts);
}

function text(fact: unknown): string {
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : 'unknown';
}
