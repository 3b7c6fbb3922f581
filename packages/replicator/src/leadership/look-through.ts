import type { StreamReplication, StreamReplicationSettings } from '../stream-replication.ts';
import { passLatest } from '../stream/pass-latest.ts';
import type { Reading } from '../stream/shard-set.ts';
import type { Shard } from '../stream/stream-reader.ts';

export interface LookSettings extends StreamReplicationSettings {
  readonly replication: Pick<StreamReplication, 'list' | 'changed'>;
}

/** How often in ms a stream is listed again in which nothing can be read. */
const LOOK_AGAIN_MS = 1_000;

/**
 * A look at the whole stream that begins after the call (docs/reasoning/decisions/0003-barriers.md): lists the shards, has every
 * one read to its end or its tip, and waits until all of that is settled and checkpointed. That the target's table is still
 * the one that was filled is seen meanwhile, and judged by the last listing.
 * @throws the signal's reason, and what listing throws
 */
export async function lookThrough(settings: LookSettings): Promise<void> {
  const { context, replication, shards, tables, checkpointer, signal } = settings;
  let target: Promise<void> | undefined;
  const confirmed = new Set<string>();
  for (;;) {
    // Listed again until nothing is new: a child may be listed later than its parent is closed, and a listing may lack a
    // shard for a moment. Confirming an open shard takes the quiet time, and without one nothing is known.
    // The first time all of it, as a listing of before may have lacked a shard that no later one comes to.
    await replication.list(target === undefined ? 'start' : undefined);
    const fresh = shards.open.filter(({ id }) => !confirmed.has(id));
    if (fresh.length === 0 && confirmed.size > 0 && !shards.isOff) break;
    if (fresh.length === 0) await context.clock.sleep(LOOK_AGAIN_MS, signal);
    target ??= tables.lookAtTarget();
    await Promise.all([target, ...fresh.map((shard) => confirm(shard, settings))]);
    for (const { id } of fresh) confirmed.add(id);
  }
  await Promise.all(shards.readings.map(({ reader }) => reader.progress.allSettled(signal)));
  await checkpointer.save();
}

/** Resolves when the shard is done, belongs to an earlier stream, or was read to a tip later than the call. */
async function confirm(shard: Shard, settings: LookSettings): Promise<void> {
  const { replication, shards, signal } = settings;
  for (;;) {
    signal.throwIfAborted();
    if (!shards.isOpen(shard.id)) return;
    const reading = shards.reading(shard.id);
    if (reading === undefined) await replication.changed();
    else if (await sawTip(reading, shard, settings)) return;
  }
}

/** `false`: the shard is no longer read. */
async function sawTip(reading: Reading, shard: Shard, settings: LookSettings): Promise<boolean> {
  const { context, reader, signal } = settings;
  const decided = new AbortController();
  const until = AbortSignal.any([signal, decided.signal]);
  const { streamQuietMs: quietMs } = context.tip;
  const latest = { ...context, reader, stream: reading.stream, shard, quietMs, signal: until };
  const ways = [
    reading.reader.tipConfirmed(until).then(() => true),
    passLatest(reading.reader, latest).then(() => true),
    reading.over.then(() => false),
  ];
  try {
    return await Promise.race(ways);
  } finally {
    decided.abort(new Error('Another way has decided.'));
  }
}
