import { durationText } from '../duration-text.ts';

type Facts = Readonly<Record<string, unknown>>;

const SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  'move.claimed': ({ kind, from, to }) => `claimed: ${text(kind)} from ${text(from)} to ${text(to)}`,
  'move.fenced': ({ from, to, oldRegionFenced }) =>
    oldRegionFenced === true
      ? `fenced: the write fence is set in ${text(from)} and ${text(to)}`
      : `fenced: the write fence is set in ${text(to)}; ${text(from)} could not be reached`,
  'move.waited': ({ waitedMs }) => `waited ${durationText(Number(waitedMs))}: all leases have expired`,
  'move.drained': ({ undrained }) =>
    Array.isArray(undrained) && undrained.length > 0
      ? `drained in part: ${undrained.length} of the links could not be drained; the rest is reconciled later`
      : 'drained: the links have applied everything',
  'move.promoted': ({ to, epoch }) => `promoted: ${text(to)} takes writes, epoch ${text(epoch)}`,
  'move.aborted': ({ what }) => `aborted: ${text(what)}`,
  'route.rebuilt': ({ revision }) => `the route was made again, revision ${text(revision)}`,
  'merging.settled': ({ region }) => `reconciled: every write of ${text(region)} is accounted for`,
  'merging.emptied': ({ region }) => `closed: no late request to ${text(region)} can be applied any more`,
};

/** One line for people on what a mover did; `undefined` for what is of no interest to them. */
export function describeMoveEvent(name: string, facts: Facts): string | undefined {
  return SENTENCES[name]?.(facts);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
