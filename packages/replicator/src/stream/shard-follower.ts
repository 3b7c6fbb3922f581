import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import type { LinkOptions } from '../options.ts';
import { passLatest } from './pass-latest.ts';
import { ShardReader, type ShardReaderSettings } from './shard-reader.ts';
import type { ShardPosition } from '../state/link-store.ts';
import type { Shard, StreamReader, StreamShards } from './stream-reader.ts';

export interface ShardFollowerSettings {
  readonly reader: StreamReader;
  /** The checkpoints as they stand. */
  readonly positions: readonly ShardPosition[];
  readonly take: ShardReaderSettings['take'];
  /** Writes down what is settled; resolves when it stands there. */
  readonly checkpoint: () => Promise<void>;
  readonly options: LinkOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
  readonly onGap: ShardReaderSettings['onGap'];
  readonly onGapEnd: ShardReaderSettings['onGapEnd'];
  readonly isIdle: ShardReaderSettings['isIdle'];
}

interface Reading {
  readonly reader: ShardReader;
  readonly stream: string;
  /** Resolves when the reader has ended, in whatever way. */
  readonly over: Promise<void>;
}

/**
 * All shards of a table's stream: parents before their children, which are begun only when the parent was read to its
 * end, settled and checkpointed.
 */
export class ShardFollower {
  readonly #settings: ShardFollowerSettings;
  /** As they stand in the store. */
  readonly #saved: Map<string, ShardPosition>;
  /** Read to their end and settled, and not checkpointed yet. */
  readonly #ended = new Map<string, ShardPosition>();
  readonly #readings = new Map<string, Reading>();
  readonly #forgotten = new Set<string>();
  #listed: StreamShards | undefined;
  #wakers: (() => void)[] = [];

  constructor(settings: ShardFollowerSettings) {
    this.#settings = settings;
    this.#saved = new Map(settings.positions.map((position) => [position.shard, position]));
  }

  /** Follows until the signal is aborted. @throws its reason */
  async run(): Promise<never> {
    const { clock, options, signal } = this.#settings;
    for (;;) {
      await this.#list();
      const paused = new AbortController();
      const pause = clock.sleep(options.discoverMs, AbortSignal.any([signal, paused.signal]));
      try {
        await Promise.race([pause, this.#change()]);
      } finally {
        paused.abort();
        pause.catch(() => {});
      }
    }
  }

  /** Resolves when every reader has ended, which they do when the signal is aborted. */
  async stopped(): Promise<void> {
    await Promise.all([...this.#readings.values()].map(({ over }) => over));
  }

  /** Records read and not settled. */
  get unsettled(): number {
    let sum = 0;
    for (const { reader } of this.#readings.values()) sum += reader.progress.unsettled;
    return sum;
  }

  /**
   * Wall time in ms up to which the whole stream is known to be read, of what is told of now; `undefined` while of
   * some open shard nothing is known. Children of a shard that is not finished are later than it.
   */
  readUpToMs(): number | undefined {
    if (this.#listed === undefined) return undefined;
    let least = Infinity;
    for (const { reader } of this.#readings.values()) {
      if (reader.readUpToMs === undefined) return undefined;
      least = Math.min(least, reader.readUpToMs);
    }
    return least === Infinity ? undefined : least;
  }

  /** Whether every shard that is not finished was just read to its tip and all of it is settled. */
  atTip(): boolean {
    const { pollMs, calmPollMs } = this.#settings.options;
    return (
      this.#open().every(
        (shard) =>
          this.#readings.get(shard.id)?.reader.atTip(2 * Math.max(pollMs, calmPollMs) + 1_000) ?? false,
      ) && this.#listed !== undefined
    );
  }

  /** What has yet to be checkpointed. */
  unsaved(): { readonly positions: readonly ShardPosition[]; readonly dropped: readonly string[] } {
    const positions = [...this.#ended.values()];
    for (const [id, { reader, stream }] of this.#readings) {
      const sequence = reader.progress.watermark;
      const saved = this.#saved.get(id);
      if (this.#ended.has(id) || sequence === undefined || sequence === saved?.sequence) continue;
      positions.push({ shard: id, stream, sequence, finished: false });
    }
    return { positions, dropped: [...this.#forgotten] };
  }

  /** Says that it was. */
  saved({ positions, dropped }: ReturnType<ShardFollower['unsaved']>): void {
    for (const position of positions) {
      this.#saved.set(position.shard, position);
      if (position.finished) this.#ended.delete(position.shard);
    }
    for (const shard of dropped) {
      this.#saved.delete(shard);
      this.#forgotten.delete(shard);
    }
  }

  /**
   * A look at the whole stream that begins after the call (docs/decisions/0003-barriers.md): lists the shards anew,
   * has every one read to its end or its tip, and waits until all of that is settled and checkpointed.
   * @throws the signal's reason
   */
  async lookThrough(times: number): Promise<void> {
    const { signal, checkpoint } = this.#settings;
    const confirmed = new Set<string>();
    for (;;) {
      // Listed again until nothing is new: a child may be listed later than its parent is closed.
      const fresh = (await this.#list()).shards.filter(({ id }) => !confirmed.has(id));
      if (fresh.length === 0) break;
      await Promise.all(fresh.map((shard) => this.#confirmed(shard, times)));
      for (const { id } of fresh) confirmed.add(id);
    }
    await Promise.all([...this.#readings.values()].map(({ reader }) => reader.progress.allSettled(signal)));
    await checkpoint();
  }

  async #confirmed(shard: Shard, times: number): Promise<void> {
    const { signal } = this.#settings;
    for (;;) {
      signal.throwIfAborted();
      if (this.#isFinished(shard.id)) return;
      if (this.#listed?.shards.every(({ id }) => id !== shard.id)) return;
      const reading = this.#readings.get(shard.id);
      if (reading === undefined) {
        await this.#change();
        continue;
      }
      const decided = new AbortController();
      const until = AbortSignal.any([signal, decided.signal]);
      const ways = [
        reading.reader.tipConfirmed(times, until).then(() => true),
        passLatest(reading.reader, { ...this.#settings, stream: reading.stream, shard, signal: until }).then(
          () => true,
        ),
        reading.over.then(() => false),
      ];
      try {
        if (await Promise.race(ways)) return;
      } finally {
        decided.abort(new Error('It was decided otherwise.'));
        for (const way of ways) way.catch(() => {});
      }
    }
  }

  /** Shards that are listed and not finished. */
  #open(): readonly Shard[] {
    return (this.#listed?.shards ?? []).filter(({ id }) => !this.#isFinished(id));
  }

  #isFinished(id: string): boolean {
    return this.#saved.get(id)?.finished === true;
  }

  async #list(): Promise<StreamShards> {
    const { reader, clock, options, randomness, signal, onTrouble } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        this.#listed = await reader.list();
        this.#forget(this.#listed);
        for (const shard of this.#listed.shards) this.#begin(shard, this.#listed);
        this.#wake();
        return this.#listed;
      } catch (error) {
        signal.throwIfAborted();
        onTrouble(error);
        await clock.sleep(
          backoffMs(attempt, { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs }, randomness),
          signal,
        );
      }
    }
  }

  /** What the stream no longer lists is dropped; if it was not finished, records may be missing. */
  #forget({ shards }: StreamShards): void {
    const listed = new Set(shards.map(({ id }) => id));
    for (const [id, { finished, sequence }] of this.#saved) {
      if (listed.has(id) || this.#readings.has(id) || this.#forgotten.has(id)) continue;
      if (!finished) this.#settings.onGap({ id }, sequence ?? '');
      this.#forgotten.add(id);
    }
  }

  #begin(shard: Shard, { stream, shards }: StreamShards): void {
    if (this.#isFinished(shard.id) || this.#ended.has(shard.id) || this.#readings.has(shard.id)) return;
    const { parent } = shard;
    if (parent !== undefined && shards.some(({ id }) => id === parent) && !this.#isFinished(parent)) return;
    const after = this.#saved.get(shard.id)?.sequence;
    const reader = new ShardReader({
      ...this.#settings,
      stream,
      shard,
      ...(after === undefined ? {} : { after }),
    });
    this.#readings.set(shard.id, { reader, stream, over: this.#read(reader, stream) });
  }

  async #read(reader: ShardReader, stream: string): Promise<void> {
    const { clock, options, signal, checkpoint, onTrouble } = this.#settings;
    const { id } = reader.shard;
    try {
      const how = await reader.run();
      const sequence = reader.progress.watermark;
      if (how === 'ended') {
        this.#ended.set(id, {
          shard: id,
          stream,
          finished: true,
          ...(sequence === undefined ? {} : { sequence }),
        });
        await checkpoint();
      } else {
        await clock.sleep(options.discoverMs, signal);
      }
    } catch (error) {
      // The reading stays, so that what was settled last can still be checkpointed.
      if (signal.aborted) return;
      onTrouble(error);
      await clock.sleep(options.discoverMs, signal).catch(() => {});
    }
    this.#readings.delete(id);
    this.#wake();
  }

  #change(): Promise<void> {
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

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }
}
