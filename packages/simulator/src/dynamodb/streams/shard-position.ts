/** A reader's position in a shard. Iterators carry their whole state, so they outlive a restart. */
export interface ShardPosition {
  readonly streamArn: string;
  readonly shardId: string;
  readonly fromSequence: number;
  /** Empty answers in a row that it was given although the shard had records. */
  readonly emptyAnswers: number;
  /** When it was handed out, on the wall clock: it expires from there. */
  readonly issuedMs: number;
}

export function writeIterator(position: ShardPosition): string {
  const { streamArn, shardId, fromSequence, issuedMs, emptyAnswers } = position;
  return `${streamArn}|${shardId}|${fromSequence}|${issuedMs}|${emptyAnswers}`;
}

/** What an iterator says; undefined for a text that is none. */
export function readIterator(text: string): ShardPosition | undefined {
  const [streamArn, shardId, from, issued, empty, ...rest] = text.split('|');
  const fromSequence = Number(from);
  const issuedMs = Number(issued);
  const emptyAnswers = Number(empty);
  if (streamArn === undefined || shardId === undefined || rest.length > 0) return undefined;
  if (![fromSequence, issuedMs, emptyAnswers].every(Number.isFinite)) return undefined;
  return { streamArn, shardId, fromSequence, issuedMs, emptyAnswers };
}
