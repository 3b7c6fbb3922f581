import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { LinkOptions } from '../options.ts';
import { retryUntilDone, type RetryContext } from '../retry-until-done.ts';
import { ShardProgress } from '../state/shard-progress.ts';
import type { ReadFrom, Shard, StreamReader } from './stream-reader.ts';
import { extendRun, isTip, type EmptyRun, type TipLimits } from './empty-run.ts';
import { TipWaiters } from './tip-waiters.ts';

export interface ShardReaderSettings extends RetryContext {
  readonly reader: StreamReader;
  readonly stream: string;
  readonly shard: Shard;
  /** The sequence number after which to read; not given: from the oldest record that is kept. */
  readonly after: string | undefined;
  readonly options: Pick<
    LinkOptions,
    'batchSize' | 'pollMs' | 'calmPollMs' | 'readAhead' | 'readBytes' | 'firstBackoffMs' | 'mostBackoffMs'
  >;
  readonly tip: TipLimits;
  /** `isIdle`: whether the shard can only hold copies, for which nothing waits. */
  readonly route: { isIdle(): boolean };
}

/** What one read of a shard gave. */
export type ShardBatch =
  | {
      readonly is: 'records';
      /** In the order of the shard; none of them was read before. */
      readonly records: readonly _Record[];
      /** The first batch after a gap: wall time in ms of its first record. */
      readonly resumedAtMs: number | undefined;
    }
  /** Records after the one with this sequence number are no longer kept. */
  | { readonly is: 'gap'; readonly after: string };

/** Where to read on, or why not. */
type Cursor = { readonly iterator: string } | 'ended' | 'gone';

/** Records asked for in the first read: their size is not known yet. */
const FIRST_LIMIT = 100;

/** An answer below this that has fewer records than asked for was not cut at GetRecords' 1 MB: there were no more. */
const SHORT_BYTES = 500_000;

function bytesOf(records: readonly _Record[]): number {
  return records.reduce((sum, { dynamodb }) => sum + (dynamodb?.SizeBytes ?? 0), 0);
}

function timeOf(record: _Record | undefined): number | undefined {
  return record?.dynamodb?.ApproximateCreationDateTime?.getTime();
}

/**
 * Reads one shard from where it was left to its end, as fast as what it read is settled and no faster. An error of
 * the source is waited out; an expired iterator is replaced by one after the last record that was read.
 */
export class ShardReader {
  readonly shard: Shard;
  readonly progress: ShardProgress;
  readonly #settings: ShardReaderSettings;
  readonly #waiters = new TipWaiters();
  #limit: number;
  #readToEnd = false;
  #gone = false;
  /** Monotonic ms of the last read that was answered. */
  #answeredMs = -Infinity;
  #run: EmptyRun | undefined;
  /** Whether the iterator was once seen at its tip, and every answer since gave all that there was. */
  #caughtUp = false;
  /** Whether the shard was opened again since the last answer because its iterator was said to be trimmed. */
  #reopened = false;
  #readUpToMs: number | undefined;
  #inGap = false;

  constructor(settings: ShardReaderSettings) {
    this.#settings = settings;
    this.shard = settings.shard;
    this.progress = new ShardProgress(settings.after);
    this.#limit = Math.min(FIRST_LIMIT, settings.options.batchSize);
  }

  /** Whether a closed shard was read to its end. Whether it then counts as done, ShardSet knows. */
  get readToEnd(): boolean {
    return this.#readToEnd;
  }

  /** Whether the source has no such shard. */
  get isGone(): boolean {
    return this.#gone;
  }

  /** Whether an open shard was seen at its tip, last no longer than `withinMs` ago, and all of it is settled. */
  atTip(withinMs: number): boolean {
    const { clock, tip } = this.#settings;
    const recent = clock.monotonicMs() - this.#answeredMs <= withinMs;
    return !this.#readToEnd && recent && isTip(this.#run, tip) && this.progress.unsettled === 0;
  }

  /**
   * Wall time in ms up to which the shard is known to be read: of the last record; or, of an iterator that was seen at
   * its tip, of the last answer less the time that a record may take to be readable. `undefined` while nothing was read.
   */
  get readUpToMs(): number | undefined {
    return this.#readUpToMs;
  }

  /** Resolves when reads sent after the call have seen the tip of an open shard. @throws the signal's reason */
  tipConfirmed(signal: AbortSignal): Promise<void> {
    return this.#waiters.wait(this.#settings.tip, signal);
  }

  /** Whether the record with that sequence number was read, or one after it. */
  hasRead(sequence: string): boolean {
    const { lastRead } = this.progress;
    return lastRead !== undefined && BigInt(lastRead) >= BigInt(sequence);
  }

  /**
   * The shard's batches, each read when the consumer asks for it. Ends when a closed shard is read to its end
   * (`readToEnd`), or when the source has no such shard.
   * @throws the signal's reason
   */
  async *batches(): AsyncGenerator<ShardBatch, void> {
    let cursor: Cursor = yield* this.#open();
    while (typeof cursor === 'object') cursor = yield* this.#read(cursor.iterator);
    this.#readToEnd = cursor === 'ended';
    this.#gone = cursor === 'gone';
  }

  async *#read(iterator: string): AsyncGenerator<ShardBatch, Cursor> {
    const { reader, options, clock, signal } = this.#settings;
    await this.progress.settledUpTo(options.readAhead, signal);
    const sentMs = clock.monotonicMs();
    const sentWallMs = clock.wallMs();
    const asked = this.#limit;
    const waiting = this.#waiters.now();
    const batch = await this.#retry(() => reader.read(iterator, asked));
    if (batch.is === 'gone') return 'gone';
    if (batch.is === 'expired') {
      await clock.sleep(options.pollMs, signal);
      return yield* this.#open();
    }
    if (batch.is === 'trimmed') return yield* this.#openTrimmed();
    this.#reopened = false;
    const { records, next } = batch;
    const fresh = this.#unread(records);
    const resumedAtMs = this.#resume(records);
    if (fresh.length > 0 || resumedAtMs !== undefined) yield { is: 'records', records: fresh, resumedAtMs };
    this.#adapt(records, asked);
    this.#answeredMs = clock.monotonicMs();
    this.#judge(records, asked, { sentMs, sentWallMs });
    this.#waiters.answered({ waiting, sentMs, empty: records.length === 0 });
    if (next !== undefined && records.length < asked) {
      await clock.sleep(Math.max(0, sentMs + this.#pauseMs() - clock.monotonicMs()), signal);
    }
    return next === undefined ? 'ended' : { iterator: next };
  }

  #judge(
    records: readonly _Record[],
    asked: number,
    { sentMs, sentWallMs }: { readonly sentMs: number; readonly sentWallMs: number },
  ): void {
    const { tip } = this.#settings;
    this.#run = extendRun(this.#run, { sentMs, empty: records.length === 0 });
    const short = records.length < asked && bytesOf(records) < SHORT_BYTES;
    this.#caughtUp = isTip(this.#run, tip) || (this.#caughtUp && short);
    const lastMs = timeOf(records.at(-1)) ?? this.#readUpToMs;
    this.#readUpToMs = this.#caughtUp ? sentWallMs - tip.streamQuietMs : lastMs;
  }

  /** An iterator that is requested again may stand before what the last one had passed. */
  #forgetTip(): void {
    this.#run = undefined;
    this.#caughtUp = false;
    this.#waiters.restart();
  }

  /**
   * Without those that were read before: a stream may give records again, and those after them may be settled and
   * checkpointed. A put applied again would wait in vain for the removal behind it if the leader changes now.
   */
  #unread(records: readonly _Record[]): readonly _Record[] {
    const isFresh = ({ dynamodb }: _Record) =>
      dynamodb?.SequenceNumber === undefined || !this.hasRead(dynamodb.SequenceNumber);
    // In a shard they ascend.
    const [first] = records;
    return first === undefined || isFresh(first) ? records : records.filter(isFresh);
  }

  /** Wall time in ms of the first record after a gap, once. */
  #resume(records: readonly _Record[]): number | undefined {
    const firstMs = this.#inGap ? timeOf(records[0]) : undefined;
    if (firstMs !== undefined) this.#inGap = false;
    return firstMs;
  }

  #pauseMs(): number {
    const { options, route } = this.#settings;
    return route.isIdle() && this.#waiters.none
      ? Math.max(options.calmPollMs, options.pollMs)
      : options.pollMs;
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
  #open(): AsyncGenerator<ShardBatch, Cursor> {
    const { lastRead } = this.progress;
    return this.#openFrom(lastRead === undefined ? 'oldest' : { after: lastRead });
  }

  /**
   * DynamoDB Local says "trimmed" of an iterator on an empty shard after other tables have written: opened again it
   * reads on. What is said to be trimmed twice in a row, after a record that was read, is lost to the link.
   */
  #openTrimmed(): AsyncGenerator<ShardBatch, Cursor> {
    if (this.#reopened) return this.#openFrom('oldest', true);
    this.#reopened = true;
    return this.#open();
  }

  async *#openFrom(from: ReadFrom, trimmed = false): AsyncGenerator<ShardBatch, Cursor> {
    const { reader, stream, shard, clock, options, signal } = this.#settings;
    const { lastRead } = this.progress;
    if (trimmed && lastRead !== undefined) {
      this.#inGap = true;
      yield { is: 'gap', after: lastRead };
    }
    this.#forgetTip();
    const opened = await this.#retry(() => reader.open(stream, shard.id, from));
    if (opened.is === 'open') return { iterator: opened.iterator };
    if (opened.is === 'gone') return 'gone';
    if (from !== 'oldest') return yield* this.#openFrom('oldest', true);
    await clock.sleep(options.pollMs, signal);
    return yield* this.#openFrom('oldest');
  }

  /** Repeats a request of the source until it is answered. */
  #retry<T>(ask: () => Promise<T>): Promise<T> {
    const onTrouble = (error: unknown, step: object) => {
      this.#settings.onTrouble(error, step);
      this.#answeredMs = -Infinity;
    };
    return retryUntilDone(ask, { ...this.#settings, onTrouble });
  }
}
