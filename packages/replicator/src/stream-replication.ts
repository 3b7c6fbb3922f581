import { replicateShard, reportGap, type ShardContext } from './replicate-shard.ts';
import { retryUntilDone } from './retry-until-done.ts';
import type { Checkpointer } from './state/checkpointer.ts';
import type { LinkedTables } from './state/linked-tables.ts';
import { ShardReader } from './stream/shard-reader.ts';
import type { ShardSet } from './stream/shard-set.ts';
import type { ListFrom, Shard, StreamReader } from './stream/stream-reader.ts';

export interface StreamReplicationSettings extends ShardContext {
  readonly reader: StreamReader;
  readonly shards: ShardSet;
  readonly checkpointer: Pick<Checkpointer, 'save'>;
  readonly tables: Pick<LinkedTables, 'admit' | 'lookAtTarget'>;
}

/**
 * How often in ms the shards are listed while something is awaited of them: the child of a closed shard, which may be listed only
 * after a while, or a stream that is off to be on again.
 */
const AWAITING_LOOK_MS = 1_000;

/**
 * Replicates all shards of a table's stream side by side: a shard begins when its parent was read to its end, settled
 * and checkpointed.
 */
export class StreamReplication {
  readonly #settings: StreamReplicationSettings;
  /** Those who wait until shards are listed or one is no longer read; and those who wait for the second alone. */
  readonly #wakers = { change: [] as (() => void)[], leaving: [] as (() => void)[] };

  constructor(settings: StreamReplicationSettings) {
    this.#settings = settings;
  }

  /** Replicates until the signal is aborted. @throws its reason, and what `list` throws */
  async run(): Promise<never> {
    const { context, shards } = this.#settings;
    const { clock, options } = context;
    await this.list('start');
    let listMs = clock.monotonicMs() + options.discoverMs;
    for (;;) {
      const awaits = shards.childless.length > 0 || shards.isOff;
      const leftMs = listMs - clock.monotonicMs();
      const pauseMs = awaits ? AWAITING_LOOK_MS : options.streamLookMs;
      if (!(await this.#isListingDue(Math.min(pauseMs, leftMs), !awaits && pauseMs < leftMs))) continue;
      await this.list(shards.childless.length === 0 ? 'last' : this.#frontier());
      listMs = clock.monotonicMs() + options.discoverMs;
    }
  }

  /**
   * Resolves once a shard is no longer read, or so many ms have passed; where a look is wanted then, to whether it saw a change.
   * @throws the signal's reason
   */
  async #isListingDue(ms: number, looks: boolean): Promise<boolean> {
    const { context, signal } = this.#settings;
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const leaving = this.#next('leaving', until).then(() => true);
    const passing = context.clock.sleep(ms, until).then(() => !looks || this.#sawChange(until));
    try {
      return await Promise.race([leaving, passing]);
    } finally {
      over.abort();
      for (const way of [leaving, passing]) way.catch(() => {});
    }
  }

  /** Whether the table has another stream than was listed, or has it no longer switched on. */
  async #sawChange(signal: AbortSignal): Promise<boolean> {
    const { context, reader, shards } = this.#settings;
    const { stream, enabled } = await retryUntilDone(() => reader.look(), { ...context, signal });
    return stream !== shards.stream || !enabled;
  }

  /** Resolves when no shard is read any more, after the signal was aborted. */
  async stopped(): Promise<void> {
    await Promise.all(this.#settings.shards.readings.map(({ over }) => over));
  }

  /**
   * Lists the stream's shards and begins those that may be read.
   * @throws ReplicatorError `UND_REPLICATOR_TABLE_REPLACED`; the signal's reason
   */
  async list(from: ListFrom = this.#frontier()): Promise<void> {
    const { context, reader, shards, tables, signal } = this.#settings;
    const listed = await retryUntilDone(() => reader.list(from, signal), { ...context, signal });
    if (!(await tables.admit(listed))) return;
    shards.list(listed, context.clock.wallMs());
    for (const id of shards.toProbe) await this.#probe(id, listed.stream);
    for (const shard of shards.toBegin) this.#begin(shard, listed.stream);
    this.#wake('change');
  }

  /** Every child that is not known yet comes after it. */
  #frontier(): ListFrom {
    const { frontier } = this.#settings.shards;
    return frontier === undefined ? 'start' : { after: frontier };
  }

  async #probe(id: string, stream: string): Promise<void> {
    const { context, reader, shards, signal } = this.#settings;
    const opened = await retryUntilDone(() => reader.open(stream, id, 'oldest'), { ...context, signal });
    if (opened.is === 'gone') shards.deny(id, context.clock.wallMs());
  }

  /** Resolves when the shards were listed, or one is no longer read. @throws the signal's reason */
  changed(): Promise<void> {
    return this.#next('change', this.#settings.signal);
  }

  #next(what: 'change' | 'leaving', signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wakers = this.#wakers[what];
      const wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        const at = wakers.indexOf(wake);
        if (at >= 0) wakers.splice(at, 1);
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      wakers.push(wake);
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
      } else if (!this.#deny(reader)) {
        await clock.sleep(options.discoverMs, signal);
      }
    } catch (error) {
      // The reading stays, so that what was settled last can still be checkpointed.
      if (signal.aborted) return;
      onTrouble(error);
      await clock.sleep(options.discoverMs, signal).catch(() => {});
    }
    shards.leave(reader.shard.id);
    this.#wake('leaving');
    this.#wake('change');
  }

  /** Whether the shard, which the source has no longer, is not listed either: then what was not read of it is lost. */
  #deny({ shard, isGone }: ShardReader): boolean {
    const { context, shards } = this.#settings;
    if (!isGone) return false;
    const { denied, lost } = shards.deny(shard.id, context.clock.wallMs());
    if (lost !== undefined) reportGap(shard.id, lost.sequence ?? '', this.#settings);
    return denied;
  }

  #wake(what: 'change' | 'leaving'): void {
    for (const wake of this.#wakers[what].splice(0)) wake();
  }
}
