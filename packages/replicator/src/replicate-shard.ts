import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { Part } from './apply/complete-work.ts';
import type { KeyedQueue } from './apply/keyed-queue.ts';
import { classifyBatch, type ClassifiedRecord } from './classify/classify-batch.ts';
import type { LinkContext } from './link-context.ts';
import { retryUntilDone } from './retry-until-done.ts';
import type { RetentionWindow } from './state/retention-window.ts';
import type { ShardProgress } from './state/shard-progress.ts';
import type { ShardReader } from './stream/shard-reader.ts';

/** What the shards of a link share. */
export interface ShardContext {
  readonly context: LinkContext;
  /** Applies works (apply/complete-work.ts), those of one key in their order. */
  readonly queue: Pick<KeyedQueue<Part>, 'add'>;
  readonly retention: RetentionWindow;
  /** Aborted when the link stops reading. */
  readonly signal: AbortSignal;
}

/**
 * Replicates one shard from where it was left to its end: read, classify, order by key, apply (README.md shows each
 * step's file). Resolves when all that was read is settled and may be checkpointed.
 * @throws the signal's reason
 */
export async function replicateShard(reader: ShardReader, shared: ShardContext): Promise<void> {
  const { shard, progress } = reader;
  for await (const batch of reader.batches()) {
    if (batch.is === 'gap') {
      reportGap(shard.id, batch.after, shared);
      continue;
    }
    const records = await classify(batch.records, progress, shared);
    shared.signal.throwIfAborted();
    for (const record of records) enqueue(record, progress, shared);
    if (batch.resumedAtMs !== undefined) shared.retention.resumedAt(batch.resumedAtMs);
  }
  await progress.allSettled(shared.signal);
}

/** The source no longer keeps records that had yet to be read: those after `after`. */
export function reportGap(shard: string, after: string, { context, retention }: ShardContext): void {
  const { counters, name, onEvent } = context;
  counters.gap();
  onEvent('stream.gap_found', { ...name, shard, after, ...retention.openGap() });
}

function classify(
  records: readonly _Record[],
  progress: ShardProgress,
  { context }: ShardContext,
): Promise<readonly ClassifiedRecord[]> {
  return progress.classify(() => retryUntilDone(() => classifyBatch(records, context), context));
}

/** A record that asks for nothing is settled at once; the others are when their work is complete. */
function enqueue(
  classified: ClassifiedRecord,
  progress: ShardProgress,
  { context, queue }: ShardContext,
): void {
  const { record } = classified;
  const ticket = progress.add(record.sequence);
  if (classified.is === 'task') {
    const { task } = classified;
    queue.add({ task, parts: [{ record, task, ticket, progress }] });
  } else {
    context.counters.skipped(classified.reason);
    progress.settle(ticket);
  }
}
