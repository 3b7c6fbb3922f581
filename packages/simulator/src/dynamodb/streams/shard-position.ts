/** A reader's position in a shard. Iterators carry their whole state, so they outlive a restart. */
export interface ShardPosition {
  readonly streamArn: string;
  readonly shardId: string;
  readonly fromSequence: number;
  /** When it was handed out, on the wall clock: it expires from there. */
  readonly issuedMs: number;
}

export function writeIterator({ streamArn, shardId, fromSequence, issuedMs }: ShardPosition): string {
  return `${streamArn}|${shardId}|${fromSequence}|${issuedMs}`;
}

/** What an iterator says; undefined for a text that is none. */
export function readIterator(text: string): ShardPosition | undefined {
  const [streamArn, shardId, from, issued, ...rest] = text.split('|');
  const fromSequence = Number(from);
  const issuedMs = Number(issued);
  if (streamArn === undefined || shardId === undefined || rest.length > 0) return undefined;
  if (!Number.isFinite(fromSequence) || !Number.isFinite(issuedMs)) return undefined;
  return { streamArn, shardId, fromSequence, issuedMs };
}
