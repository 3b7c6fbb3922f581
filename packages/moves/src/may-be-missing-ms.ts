import type { LinkLag } from '@understudy/links';

/**
 * An upper bound in ms of the time whose writes the link's target may lack (docs/protocol.md, "Moves"): from the moment up
 * to which all that the source had acknowledged is settled, to the last moment at which the source is known to have
 * lived. Later than that it has acknowledged nothing that is known of. `writerSeenMs` is that moment as observers saw it,
 * in ms of wall time; a link that had stalled before the region died knows it too early. `undefined`: the link has
 * reported no such moment.
 */
export function mayBeMissingMs(
  { completeUpToMs, contactMs = -Infinity }: LinkLag,
  writerSeenMs: number,
): number | undefined {
  if (completeUpToMs === undefined) return undefined;
  return Math.max(0, Math.max(contactMs, writerSeenMs) - completeUpToMs);
}
