import { replicateShard, reportGap, type ShardContext } from './replicate-shard.ts';
import { retryUntilDone } from './retry-until-done.ts';
import type { Checkpointer } from './state/checkpointer.ts';
import { ShardReader } from './stream/shard-reader.ts';
import type { ShardSet } from './stream/shard-set.ts';
import type { Shard, StreamReader, StreamShards } from './stream/stream-reader.ts';

export interface StreamReplicationSettings extends ShardContext {
  readonly reader: StreamReader;
  readonly shards: ShardSet;
  readonly checkpointer: Pick<Checkpointer, 'save'>;
}

/**
 * Replicates all shards of a table's stream side by side: a shard begins when its parent was read to its end, settled
 * and checkpointed.
 */
export class StreamReplication {
  readonly #settings: StreamReplicationSettings;
  #wakers: (() => void)[] = [];

  constructor(settings: StreamReplicationSettings) {
    this.#settings = settings;
  }

  /** Replicates until the signal is aborted. @throws its reason */
  async run(): Promise<never> {
    const { context, signal } = this.#settings;
    const { clock, options } = context;
    for (;;) {
      await this.list();
      const paused = new AbortController();
      const pause = clock.sleep(options.discoverMs, AbortSignal.any([signal, paused.signal]));
      try {
        await Promise.race([pause, this.changed()]);
      } finally {
        paused.abort();
        pause.catch(() => {});
      }
    }
  }

  /** Resolves when no shard is read any more, after the signal was aborted. */
  async stopped(): Promise<void> {
    await Promise.all(this.#settings.shards.readings.map(({ over }) => over));
  }

  /** Lists the stream's shards and begins those that may be read. @throws the signal's reason */
  async list(): Promise<StreamShards> {
    const { context, reader, shards, signal } = this.#settings;
    const listOnce = async () => {
      const listed = await reader.list();
      for (const { shard, sequence = '' } of shards.list(listed)) reportGap(shard, sequence, this.#settings);
      for (const shard of listed.shards) if (shards.mayBegin(shard)) this.#begin(shard, listed.stream);
      return listed;
    };
    const listed = await retryUntilDone(listOnce, { ...context, signal });
    this.#wake();
    return listed;
  }

  /** Resolves when the shards were listed, or one is no longer read. @throws the signal's reason */
  changed(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#settings;
      const onAbort = () => reject(signal.reason as Error);
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.#wakers.push(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }

  #begin(shard: Shard, stream: string): void {
    const { context, shards, signal } = this.#settings;
    const after = shards.checkpointOf(shard.id);
    const { reader: source } = this.#settings;
    const reader = new ShardReader({ ...context, signal, reader: source, stream, shard, after });
    shards.begin(shard.id, { reader, stream, over: this.#replicate(reader, stream) });
  }

  async #replicate(reader: ShardReader, stream: string): Promise<void> {
    const { context, shards, checkpointer, signal } = this.#settings;
    const { clock, options, onTrouble } = context;
    try {
      await replicateShard(reader, this.#settings);
      if (reader.readToEnd) {
        shards.end({ reader, stream });
        await checkpointer.save();
      } else {
        await clock.sleep(options.discoverMs, signal);
      }
    } catch (error) {
      // The reading stays, so that what was settled last can still be checkpointed.
      if (signal.aborted) return;
      onTrouble(error);
      await clock.sleep(options.discoverMs, signal).catch(() => {});
    }
    shards.leave(reader.shard.id);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }
}
