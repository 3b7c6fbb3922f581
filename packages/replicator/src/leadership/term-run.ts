import { setMaxListeners } from 'node:events';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import { ShardFollower } from '../stream/shard-follower.ts';
import type { RetentionWindow } from '../state/retention-window.ts';
import { KeyedQueue } from '../apply/keyed-queue.ts';
import type { LeadershipTerm } from './acquire-leadership.ts';
import type { LinkContext } from '../link-context.ts';
import { classifyBatch, type ClassifiedRecord } from '../classify/classify-batch.ts';
import { recheckSuspects } from '../apply/recheck-suspects.ts';
import { backoff } from '../apply/apply-change.ts';
import { completeWork, type Part } from '../apply/complete-work.ts';
import type { LinkStore, StatusItem } from '../state/link-store.ts';
import type { StreamReader } from '../stream/stream-reader.ts';
import type { ShardProgress } from '../state/shard-progress.ts';
import { watchOrders } from './watch-orders.ts';

export interface TermSettings {
  readonly term: LeadershipTerm;
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly reader: StreamReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly retention: RetentionWindow;
}

/** How often the status is written while nothing else is, as a multiple of `checkpointMs`. */
const IDLE_STATUS = 5;

/**
 * What a leader does while it leads: reads, settles, checkpoints, answers barriers. One object for one term.
 */
export class TermRun {
  readonly #settings: TermSettings;
  readonly #queue: KeyedQueue<Part>;
  readonly #reading = new AbortController();
  #follower: ShardFollower | undefined;
  #saving: Promise<void> = Promise.resolve();
  #statusMs = -Infinity;
  #toldAtTip = false;
  #turn = 0;
  /** Batches that were read, and whose records have no place among the unsettled yet. */
  #planning = 0;

  constructor(settings: TermSettings) {
    const { context } = settings;
    this.#settings = settings;
    this.#queue = new KeyedQueue(context.options.concurrency, (work) => completeWork(work, context));
  }

  get unsettled(): number {
    return this.#follower?.unsettled ?? 0;
  }

  atTip(): boolean {
    return this.#follower?.atTip() ?? false;
  }

  /** Leads until the term ends, in whatever way; then nothing of it is under way any more. */
  async run(): Promise<void> {
    const { term, context, store } = this.#settings;
    const { signal } = term;
    const kept = term.keep();
    const patiently = <T>(action: () => Promise<T>) => this.#patiently(action);
    try {
      await this.#begin();
      await Promise.all([
        kept,
        this.#until(signal, () => this.#follow()),
        this.#until(signal, () => this.#checkpointNowAndThen()),
        this.#until(signal, () => this.#answerBarriers()),
        this.#until(signal, () => recheckSuspects({ context, store, patiently })),
        this.#until(signal, () => watchOrders({ ...this.#settings, owner: term.owner, patiently })),
      ]);
    } finally {
      term.end('The leader stopped.');
      this.#queue.clear();
      await this.#queue.drained();
      await this.#follower?.stopped();
      await kept;
    }
  }

  /** Finishes what is under way within `options.stopMs`, writes it down and lets the next one lead. */
  async stop(): Promise<void> {
    const { term, context, clock } = this.#settings;
    if (term.signal.aborted) return;
    this.#reading.abort(new Error('The link stops.'));
    this.#queue.clear();
    const bound = clock.sleep(context.options.stopMs, term.signal).catch(() => {});
    await Promise.race([this.#queue.drained().then(() => this.#leave()), bound]);
    term.end('The leader stopped.');
  }

  /** With nothing under way any more. */
  async #leave(): Promise<void> {
    const { term, context } = this.#settings;
    try {
      await this.#save(true);
      await term.release(!context.late.possible);
    } catch (error) {
      context.onTrouble(error);
    }
  }

  async #begin(): Promise<void> {
    const { term, context, store, reader, clock, randomness, retention } = this.#settings;
    const { name, options, late, parked, counters, onTrouble, onEvent } = context;
    const [positions, suspects, hold, status, gap] = await this.#patiently(() =>
      Promise.all([
        store.readPositions(name),
        store.readSuspects(name),
        store.readHold(name),
        store.readStatus(name),
        store.readGap(name),
        parked.load(),
      ]),
    );
    retention.begin(status?.readUpToMs, gap);
    const overdue = retention.detectExpired();
    if (overdue !== undefined) {
      counters.gap();
      onEvent('stream.gap_found', { ...name, ...overdue });
    }
    if (hold !== undefined) late.hold();
    const dueMs = hold === undefined ? clock.monotonicMs() + context.maxRequestAgeMs : Infinity;
    for (const suspect of suspects) late.suspect(suspect, dueMs);
    const signal = AbortSignal.any([term.signal, this.#reading.signal]);
    setMaxListeners(0, signal);
    this.#follower = new ShardFollower({
      reader,
      positions,
      take: (records, progress) => this.#take(records, progress),
      checkpoint: () => this.#save(),
      options,
      clock,
      randomness,
      signal,
      onTrouble,
      isIdle: () => context.route.isIdle(),
      onGap: (shard, after) => {
        counters.gap();
        onEvent('stream.gap_found', { ...name, shard: shard.id, after, ...retention.openGap() });
      },
      onGapEnd: (_shard, atMs) => retention.resumedAt(atMs),
    });
  }

  async #follow(): Promise<void> {
    await this.#follower?.run();
  }

  /** Takes a batch in. Resolves when its records wait in the queue. */
  async #take(records: readonly _Record[], progress: ShardProgress): Promise<void> {
    const { context } = this.#settings;
    const planned = await this.#plan(records);
    this.#reading.signal.throwIfAborted();
    for (const one of planned) {
      const ticket = progress.add(one.record.sequence);
      if (one.is === 'task') {
        this.#queue.add({ task: one.task, parts: [{ record: one.record, ticket, progress }] });
      } else {
        context.counters.skipped(one.reason);
        progress.settle(ticket);
      }
    }
  }

  async #plan(records: readonly _Record[]): Promise<readonly ClassifiedRecord[]> {
    this.#planning += 1;
    try {
      return await this.#patiently(() => classifyBatch(records, this.#settings.context));
    } finally {
      this.#planning -= 1;
    }
  }

  async #checkpointNowAndThen(): Promise<never> {
    const { context, clock, term } = this.#settings;
    for (;;) {
      await clock.sleep(context.options.checkpointMs, term.signal);
      this.#settings.retention.readUpTo(this.#follower?.readUpToMs());
      if (this.atTip()) context.counters.atTip();
      await this.#save();
    }
  }

  /** Writes down what is settled, one writing at a time; resolves when all that was settled at the call stands. */
  #save(withStatus = false): Promise<void> {
    const next = this.#saving.catch(() => {}).then(() => this.#saveOnce(withStatus));
    this.#saving = next;
    return next;
  }

  async #saveOnce(withStatus: boolean): Promise<void> {
    const { context, store, term, clock } = this.#settings;
    const follower = this.#follower;
    if (follower === undefined) return;
    const nowMs = clock.monotonicMs();
    const progress = follower.unsaved();
    const news =
      withStatus ||
      progress.positions.length > 0 ||
      progress.dropped.length > 0 ||
      this.atTip() !== this.#toldAtTip ||
      nowMs - this.#statusMs >= IDLE_STATUS * context.options.checkpointMs;
    if (!news) return;
    this.#turn += 1;
    const turn = this.#turn;
    const status = this.#status();
    const saved = await this.#patiently(() =>
      store.save(context.name, term.owner, { turn, ...progress, status }),
    );
    if (!saved) {
      term.end('Another worker leads.');
      return;
    }
    this.#statusMs = nowMs;
    this.#toldAtTip = status.atTip;
    follower.saved(progress);
  }

  #status(): StatusItem {
    const { counters, late } = this.#settings.context;
    const { retention } = this.#settings;
    retention.readUpTo(this.#follower?.readUpToMs());
    const { readUpToMs } = retention;
    const lagMs = this.atTip() ? 0 : counters.lagMs();
    return {
      atTip: this.atTip(),
      atRest: this.unsettled + this.#planning === 0 && late.landed && late.next() === undefined,
      atMs: this.#settings.clock.wallMs(),
      counts: { ...counters.counts },
      ...(lagMs === undefined ? {} : { lagMs }),
      ...(readUpToMs === undefined ? {} : { readUpToMs }),
    };
  }

  /** Sees a new barrier, looks through the whole stream from then on, and says so (docs/decisions/0003-barriers.md). */
  async #answerBarriers(): Promise<never> {
    const { context, store, term, clock } = this.#settings;
    const { name, options } = context;
    for (;;) {
      const barrier = await this.#patiently(() => store.readBarrier(name));
      if (barrier !== undefined && !barrier.reached) {
        await this.#follower?.lookThrough(options.tipConfirmations);
        await this.#patiently(() => store.reachBarrier(name, term.owner, barrier.token));
        context.onEvent('barrier.reached', { ...name, token: barrier.token });
      }
      await clock.sleep(options.barrierPollMs, term.signal);
    }
  }

  /** Runs what only the end of the term ends; anything else that ends it ends the term, loudly. */
  async #until(signal: AbortSignal, action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (signal.aborted || this.#reading.signal.aborted) return;
      this.#settings.context.onTrouble(error);
      this.#settings.term.end('A part of the link failed.');
    }
  }

  /** Tries until it succeeds or the term ends. @throws the reason of its end */
  async #patiently<T>(action: () => Promise<T>): Promise<T> {
    const { context, clock, randomness, term } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      term.signal.throwIfAborted();
      try {
        return await action();
      } catch (error) {
        term.signal.throwIfAborted();
        context.onTrouble(error);
        await clock.sleep(backoffMs(attempt, backoff(context), randomness), term.signal);
      }
    }
  }
}
