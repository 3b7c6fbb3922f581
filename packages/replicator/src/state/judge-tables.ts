/** Which tables and which stream a link replicates: a table that is made again under its name is another one. */
export interface TablesItem {
  /** ARN of the source's stream; it ends with the time at which the stream was switched on. */
  readonly stream: string;
  /** The tables' ids. Not given where a service tells none. */
  readonly sourceId?: string | undefined;
  readonly targetId?: string | undefined;
}

/** What the route says of the source, by a valid view: `copies` where it is steady, nothing is merging, and the other region is the writer. */
export type SourceRole = 'copies' | 'not-the-writer' | 'may-be-the-writer';

/**
 * What other tables or another stream than before mean.
 * - `same`: they are the same
 * - `noted`: they are the first, or nothing but copies can have been missed; they are noted
 * - `gap`: changes may be in no stream that the link reads
 * - `replaced`: the source was made again, and its sequence numbers may begin again below those that the target's items
 *   bear: what it writes in this epoch would be taken for what was replaced long ago
 * - `stale`: the answer is of before the stream that is known
 */
export type TablesVerdict = 'same' | 'noted' | 'gap' | 'replaced' | 'stale';

export function judgeTables(kept: TablesItem | undefined, seen: TablesItem, role: SourceRole): TablesVerdict {
  if (kept === undefined) return 'noted';
  const otherSource = differs(kept.sourceId, seen.sourceId);
  const otherTarget = differs(kept.targetId, seen.targetId);
  const otherStream = kept.stream !== seen.stream;
  if (!otherSource && !otherTarget && !otherStream) return knowsMore(kept, seen) ? 'noted' : 'same';
  if (!otherSource && otherStream && labelOf(seen) < labelOf(kept)) return 'stale';
  if (role === 'copies') return 'noted';
  return otherSource && role === 'may-be-the-writer' ? 'replaced' : 'gap';
}

function differs(kept: string | undefined, seen: string | undefined): boolean {
  return kept !== undefined && seen !== undefined && kept !== seen;
}

function knowsMore(kept: TablesItem, seen: TablesItem): boolean {
  return (
    (kept.sourceId === undefined && seen.sourceId !== undefined) ||
    (kept.targetId === undefined && seen.targetId !== undefined)
  );
}

/** When the stream was switched on, as text that is ordered by time. */
function labelOf({ stream }: TablesItem): string {
  return stream.slice(stream.lastIndexOf('/') + 1);
}
