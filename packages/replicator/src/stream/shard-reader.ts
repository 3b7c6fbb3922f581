import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import type { LinkOptions } from '../options.ts';
import type { ReadFrom, Shard, StreamReader } from './stream-reader.ts';
import { ShardProgress } from '../state/shard-progress.ts';

export interface ShardReaderSettings {
  readonly reader: StreamReader;
  readonly stream: string;
  readonly shard: Shard;
  /** The sequence number after which to read; not given: from the oldest record that is kept. */
  readonly after?: string;
  /** Takes a batch in: adds each record to `progress`, in order, and settles it some time later. */
  readonly take: (records: readonly _Record[], progress: ShardProgress) => Promise<void>;
  readonly options: Pick<
    LinkOptions,
    'batchSize' | 'pollMs' | 'calmPollMs' | 'readAhead' | 'readBytes' | 'firstBackoffMs' | 'mostBackoffMs'
  >;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
  /** Told when records that had yet to be read are no longer kept. */
  readonly onGap: (shard: Shard, after: string) => void;
  /** Told of the first record that was read after such a gap, by its wall time in ms. */
  readonly onGapEnd: (shard: Shard, atMs: number) => void;
  /** Whether nothing is expected of the shard that anybody waits for. */
  readonly isIdle: () => boolean;
}

interface TipWaiter {
  left: number;
  readonly times: number;
  readonly resolve: () => void;
}

/** Where to read on, or why not. */
type Cursor = { readonly iterator: string } | 'ended' | 'gone';

/** Records asked for in the first read: nobody knows yet how large they are. */
const FIRST_LIMIT = 100;

/** An answer below this that has fewer records than asked for was not cut at GetRecords' 1 MB: there were no more. */
const SHORT_BYTES = 500_000;

function bytesOf(records: readonly _Record[]): number {
  return records.reduce((sum, { dynamodb }) => sum + (dynamodb?.SizeBytes ?? 0), 0);
}

/**
 * Reads one shard from where it was left to its end, as fast as what it read is settled and no faster. An error of
 * the source is waited out; an expired place is opened anew after the last record that was read.
 */
export class ShardReader {
  readonly shard: Shard;
  readonly progress: ShardProgress;
  readonly #settings: ShardReaderSettings;
  #limit: number;
  #tipWaiters: TipWaiter[] = [];
  #done = false;
  /** Monotonic ms of the last read that was answered, and whether there was no more than it gave. */
  #answeredMs = -Infinity;
  #foundTip = false;
  /** Whether the shard was opened anew since the last answer because its place was said to be trimmed. */
  #reopened = false;
  #readUpToMs: number | undefined;
  #inGap = false;

  constructor(settings: ShardReaderSettings) {
    this.#settings = settings;
    this.shard = settings.shard;
    this.progress = new ShardProgress(settings.after);
    this.#limit = Math.min(FIRST_LIMIT, settings.options.batchSize);
  }

  /** Whether the last read, sent no longer than `withinMs` ago, came to the tip that stood then, and all of it is settled. */
  atTip(withinMs: number): boolean {
    const recent = this.#done || this.#settings.clock.monotonicMs() - this.#answeredMs <= withinMs;
    return recent && (this.#done || this.#foundTip) && this.progress.unsettled === 0;
  }

  /**
   * Wall time in ms up to which the shard is known to be read: of the last record, or of the last look that came to the
   * tip. Nothing earlier is unread; `undefined` while nothing was read.
   */
  get readUpToMs(): number | undefined {
    return this.#done ? Infinity : this.#readUpToMs;
  }

  /**
   * Resolves when the shard has come back empty `times` times in a row to reads that were sent after the call, or was
   * read to its end.
   * @throws the signal's reason
   */
  tipConfirmed(times: number, signal: AbortSignal): Promise<void> {
    if (this.#done) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: TipWaiter = { left: times, times, resolve };
      this.#tipWaiters.push(waiter);
      const onAbort = () => {
        this.#tipWaiters = this.#tipWaiters.filter((other) => other !== waiter);
        reject(signal.reason as Error);
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Whether the record with that sequence number was read, or one after it. */
  hasRead(sequence: string): boolean {
    const { lastRead } = this.progress;
    return this.#done || (lastRead !== undefined && BigInt(lastRead) >= BigInt(sequence));
  }

  /**
   * Resolves when all that was read is settled: `ended` where that is all of a closed shard, `gone` where the source
   * says that there is no such shard.
   * @throws the signal's reason
   */
  async run(): Promise<'ended' | 'gone'> {
    const { signal } = this.#settings;
    let place: Cursor = await this.#open();
    while (typeof place === 'object') place = await this.#readOnce(place.iterator);
    if (place === 'ended') {
      this.#done = true;
      for (const { resolve } of this.#tipWaiters.splice(0)) resolve();
    }
    await this.progress.allSettled(signal);
    return place;
  }

  async #readOnce(iterator: string): Promise<Cursor> {
    const { reader, options, clock, signal, take } = this.#settings;
    await this.progress.roomBelow(options.readAhead, signal);
    const sentMs = clock.monotonicMs();
    const sentWallMs = clock.wallMs();
    const asked = this.#limit;
    const waiters = [...this.#tipWaiters];
    const batch = await this.#patiently(() => reader.read(iterator, asked));
    if (batch.is === 'gone') return 'gone';
    if (batch.is === 'expired') {
      await clock.sleep(options.pollMs, signal);
      return this.#open();
    }
    if (batch.is === 'trimmed') return this.#openTrimmed();
    this.#reopened = false;
    const { records, next } = batch;
    const fresh = this.#unread(records);
    if (fresh.length > 0) await take(fresh, this.progress);
    this.#adapt(records, asked);
    this.#answeredMs = clock.monotonicMs();
    this.#foundTip = records.length < asked && bytesOf(records) < SHORT_BYTES;
    this.#noteTimes(records, sentWallMs);
    this.#tell(waiters, records.length === 0);
    if (next !== undefined && records.length < asked) {
      await clock.sleep(Math.max(0, sentMs + this.#pauseMs() - clock.monotonicMs()), signal);
    }
    return next === undefined ? 'ended' : { iterator: next };
  }

  /**
   * Without those that were read before: a stream may give records again, and what stands after them is settled
   * perhaps, and checkpointed. A put applied anew would wait in vain for the removal behind it if the leader changes now.
   */
  #unread(records: readonly _Record[]): readonly _Record[] {
    const isFresh = ({ dynamodb }: _Record) =>
      dynamodb?.SequenceNumber === undefined || !this.hasRead(dynamodb.SequenceNumber);
    // In a shard they ascend.
    const [first] = records;
    return first === undefined || isFresh(first) ? records : records.filter(isFresh);
  }

  #noteTimes(records: readonly _Record[], sentWallMs: number): void {
    const timeOf = (record: _Record | undefined) => record?.dynamodb?.ApproximateCreationDateTime?.getTime();
    const firstMs = timeOf(records[0]);
    if (this.#inGap && firstMs !== undefined) {
      this.#inGap = false;
      this.#settings.onGapEnd(this.shard, firstMs);
    }
    this.#readUpToMs = this.#foundTip ? sentWallMs : (timeOf(records.at(-1)) ?? this.#readUpToMs);
  }

  #pauseMs(): number {
    const { options, isIdle } = this.#settings;
    return isIdle() && this.#tipWaiters.length === 0
      ? Math.max(options.calmPollMs, options.pollMs)
      : options.pollMs;
  }

  /** Counts an empty answer for those who waited before the read was sent; an answer with records begins their count anew. */
  #tell(waiters: readonly TipWaiter[], empty: boolean): void {
    for (const waiter of waiters) {
      waiter.left = empty ? waiter.left - 1 : waiter.times;
      if (waiter.left > 0) continue;
      this.#tipWaiters = this.#tipWaiters.filter((other) => other !== waiter);
      waiter.resolve();
    }
  }

  /** Asks for as many records as make `readBytes`, and never for more than twice as many as last time. */
  #adapt(records: readonly _Record[], asked: number): void {
    if (records.length === 0) return;
    const { batchSize, readBytes } = this.#settings.options;
    const bytes = bytesOf(records);
    const fitting = bytes === 0 ? batchSize : Math.floor((readBytes * records.length) / bytes);
    this.#limit = Math.max(1, Math.min(batchSize, fitting, asked * 2));
  }

  /** An iterator after the last record that was read. */
  async #open(): Promise<Cursor> {
    const { lastRead } = this.progress;
    return this.#openFrom(lastRead === undefined ? 'oldest' : { after: lastRead });
  }

  /**
   * DynamoDB Local says "trimmed" of an iterator on an empty shard after other tables have written: opened anew it
   * reads on. What is said to be trimmed twice in a row, after a record that was read, is lost to the link.
   */
  async #openTrimmed(): Promise<Cursor> {
    if (!this.#reopened) {
      this.#reopened = true;
      return this.#open();
    }
    return this.#openFrom('oldest', true);
  }

  async #openFrom(from: ReadFrom, trimmed = false): Promise<Cursor> {
    const { reader, stream, shard, onGap } = this.#settings;
    const { lastRead } = this.progress;
    if (trimmed && lastRead !== undefined) {
      this.#inGap = true;
      onGap(shard, lastRead);
    }
    const opened = await this.#patiently(() => reader.open(stream, shard.id, from));
    if (opened.is === 'open') return { iterator: opened.iterator };
    if (opened.is === 'gone') return 'gone';
    if (from !== 'oldest') return this.#openFrom('oldest', true);
    await this.#settings.clock.sleep(this.#settings.options.pollMs, this.#settings.signal);
    return this.#openFrom('oldest');
  }

  /** Waits out whatever the source throws. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    const { clock, options, randomness, signal, onTrouble } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        signal.throwIfAborted();
        onTrouble(error);
        this.#foundTip = false;
        const pause = { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs };
        await clock.sleep(backoffMs(attempt, pause, randomness), signal);
      }
    }
  }
}
