import { setMaxListeners } from 'node:events';
import { completeWork, type Part } from '../apply/complete-work.ts';
import { KeyedQueue } from '../apply/keyed-queue.ts';
import { recheckSuspects } from '../apply/recheck-suspects.ts';
import { retryParked } from '../apply/retry-parked.ts';
import { ReplicatorError } from '../errors.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import { Checkpointer } from '../state/checkpointer.ts';
import { LinkedTables, tablesOf } from '../state/linked-tables.ts';
import type { LinkStore } from '../state/link-store.ts';
import type { RetentionWindow } from '../state/retention-window.ts';
import { StreamReplication } from '../stream-replication.ts';
import { ShardSet } from '../stream/shard-set.ts';
import type { StreamReader } from '../stream/stream-reader.ts';
import type { LeadershipTerm } from './leadership-term.ts';
import { answerBarriers } from './answer-barriers.ts';
import type { LookSettings } from './look-through.ts';
import { watchOrders } from './watch-orders.ts';

export interface TermSettings {
  readonly term: LeadershipTerm;
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly reader: StreamReader;
  readonly retention: RetentionWindow;
  /** The id of the target's table, where its service tells one. */
  readonly targetId: string | undefined;
}

/** What a term works with once the checkpoints are read. */
interface Begun extends LookSettings {
  readonly replication: StreamReplication;
  readonly checkpointer: Checkpointer;
}

/** What a leader does while it leads: replicates the stream, checkpoints, answers barriers. One object for one term. */
export class TermRun {
  readonly #settings: TermSettings;
  readonly #queue: KeyedQueue<Part>;
  readonly #reading = new AbortController();
  #begun: Begun | undefined;
  #refusal: ReplicatorError | undefined;

  constructor(settings: TermSettings) {
    const { context } = settings;
    this.#settings = settings;
    this.#queue = new KeyedQueue(context.options.concurrency, (work) => completeWork(work, context));
  }

  get unsettled(): number {
    return this.#begun?.shards.unsettled ?? 0;
  }

  /** Whether the source's stream is off. */
  get isOff(): boolean {
    return this.#begun?.shards.isOff ?? false;
  }

  get parkedOpen(): number {
    return this.#settings.context.parked.open;
  }

  get atTip(): boolean {
    return this.#begun?.shards.atTip ?? false;
  }

  /**
   * Leads until the term ends, for whatever reason; then nothing of it is under way any more.
   * @throws ReplicatorError `UND_REPLICATOR_TABLE_REPLACED`
   */
  async run(): Promise<void> {
    const { term, context, store } = this.#settings;
    const { owner } = term;
    const kept = term.keep();
    try {
      const begun = await this.#begin();
      this.#begun = begun;
      await Promise.all([
        kept,
        this.#untilEnd(() => begun.replication.run()),
        this.#untilEnd(() => begun.checkpointer.run()),
        this.#untilEnd(() => answerBarriers({ context, store, owner, look: begun })),
        this.#untilEnd(() => recheckSuspects({ context, store })),
        this.#untilEnd(() => retryParked({ context, queue: this.#queue })),
        this.#untilEnd(() => watchOrders({ ...this.#settings, owner })),
      ]);
    } finally {
      term.end('The leader stopped.');
      this.#queue.clear();
      await this.#queue.drained();
      await this.#begun?.replication.stopped();
      await kept;
    }
    if (this.#refusal === undefined) return;
    // Nothing is under way: who re-seeds the table need not wait for requests of this leader.
    await term.release(!context.late.possible).catch(context.onTrouble);
    throw this.#refusal;
  }

  /** Finishes what is under way within `options.stopMs`, writes it down and lets the next one lead. */
  async stop(): Promise<void> {
    const { term, context } = this.#settings;
    if (term.signal.aborted) return;
    this.#reading.abort(new Error('The link stops.'));
    this.#queue.clear();
    const bound = context.clock.sleep(context.options.stopMs, term.signal).catch(() => {});
    await Promise.race([this.#queue.drained().then(() => this.#leave()), bound]);
    term.end('The leader stopped.');
  }

  /** With nothing under way any more. */
  async #leave(): Promise<void> {
    const { term, context } = this.#settings;
    try {
      await this.#begun?.checkpointer.save(true);
      await term.release(!context.late.possible);
    } catch (error) {
      context.onTrouble(error);
    }
  }

  async #begin(): Promise<Begun> {
    const { term, context, store, reader, retention } = this.#settings;
    const { name, options, late, parked, counters, clock, onEvent } = context;
    const readAll = () =>
      Promise.all([
        store.readPositions(name),
        store.readSuspects(name),
        store.readHold(name),
        store.readStatus(name),
        store.readGap(name),
        store.readTables(name),
        parked.load(),
      ]);
    const [positions, suspects, hold, status, gap, tables] = await retryUntilDone(readAll, context);
    retention.begin(status?.readUpToMs, gap);
    counters.resume(status ?? {});
    const expired = retention.detectExpired();
    if (expired !== undefined) {
      counters.gap();
      onEvent('stream.gap_found', { ...name, ...expired });
    }
    if (hold !== undefined) late.hold();
    const dueMs = hold === undefined ? clock.monotonicMs() + context.maxRequestAgeMs : Infinity;
    for (const suspect of suspects) late.suspect(suspect, dueMs);
    const signal = AbortSignal.any([term.signal, this.#reading.signal]);
    setMaxListeners(0, signal);
    const shards = new ShardSet(positions, options);
    const checkpointer = new Checkpointer({ term, context, store, shards, retention });
    const kept = tablesOf(tables, positions);
    const linked = new LinkedTables({ ...this.#settings, owner: term.owner, kept });
    const parts = {
      context,
      queue: this.#queue,
      retention,
      signal,
      reader,
      shards,
      checkpointer,
      tables: linked,
    };
    return { ...parts, replication: new StreamReplication(parts) };
  }

  /** Runs what only the end of the term ends; anything else that ends it ends the term, with its error reported. */
  async #untilEnd(action: () => Promise<unknown>): Promise<void> {
    const { term, context } = this.#settings;
    try {
      await action();
    } catch (error) {
      if (term.signal.aborted || this.#reading.signal.aborted) return;
      if (error instanceof ReplicatorError) this.#refusal = error;
      else context.onTrouble(error);
      term.end('A part of the link failed.');
    }
  }
}
