import { orderBroken } from '../errors.ts';
import type { LeadershipTerm } from '../leadership/leadership-term.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import type { ShardSet } from '../stream/shard-set.ts';
import type { LinkStore, StatusItem } from './link-store.ts';
import type { RetentionWindow } from './retention-window.ts';

export interface CheckpointerSettings {
  readonly term: LeadershipTerm;
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly shards: ShardSet;
  readonly retention: RetentionWindow;
}

/** How often the status is written while nothing else is, as a multiple of `checkpointMs`. */
const IDLE_STATUS = 5;

/** Writes down what a leader has settled, and its status. */
export class Checkpointer {
  readonly #settings: CheckpointerSettings;
  #saving: Promise<void> = Promise.resolve();
  #statusMs = -Infinity;
  #savedAtTip = false;
  #turn = 0;
  #awaiting = false;

  constructor(settings: CheckpointerSettings) {
    this.#settings = settings;
  }

  /** Saves every `checkpointMs` until the term ends. @throws the reason of its end */
  async run(): Promise<never> {
    const { context, shards, retention } = this.#settings;
    for (;;) {
      await context.clock.sleep(context.options.checkpointMs, context.signal);
      const { atTip, readUpToMs } = shards;
      retention.readUpTo(readUpToMs);
      if (atTip) context.counters.atTip();
      else if (readUpToMs !== undefined && shards.unsettled === 0 && !shards.classifying)
        context.counters.settledUpTo(readUpToMs);
      this.#alarm();
      this.#awaitComplete();
      await this.save();
    }
  }

  /** Records that were superseded by what their stream never holds are lost to the target. */
  #alarm(): void {
    const { context, shards } = this.#settings;
    const { superseded, counters, name, onEvent } = context;
    const unexplained = superseded.unexplained(() => shards);
    if (unexplained === 0) return;
    counters.unexplained(unexplained);
    const { code, what, remedy } = orderBroken(name, unexplained);
    onEvent('order.broken', { ...name, records: unexplained, code, what, remedy });
  }

  /**
   * Writes down what is settled, one write at a time; resolves when the store has all that was settled at the call.
   * Ends the term where another worker leads.
   * @throws the reason of the term's end
   */
  save(withStatus = false): Promise<void> {
    const next = this.#saving.catch(() => {}).then(() => this.#saveOnce(withStatus));
    this.#saving = next;
    return next;
  }

  /** Notes the moment up to which the stream is read now, once all of that is settled. */
  #awaitComplete(): void {
    const { context, shards } = this.#settings;
    const { readUpToMs } = shards;
    if (this.#awaiting || readUpToMs === undefined) return;
    this.#awaiting = true;
    void Promise.all(shards.readings.map(({ reader }) => reader.progress.allSettled(context.signal))).then(
      () => {
        context.counters.completeUpTo(readUpToMs);
        this.#awaiting = false;
      },
      () => {},
    );
  }

  async #saveOnce(withStatus: boolean): Promise<void> {
    const { context, store, term, shards } = this.#settings;
    const { clock, options, name } = context;
    const nowMs = clock.monotonicMs();
    const progress = shards.unsaved();
    const news =
      withStatus ||
      progress.positions.length > 0 ||
      progress.dropped.length > 0 ||
      shards.atTip !== this.#savedAtTip ||
      nowMs - this.#statusMs >= IDLE_STATUS * options.checkpointMs;
    if (!news) return;
    this.#turn += 1;
    const turn = this.#turn;
    const status = this.#status();
    const saved = await retryUntilDone(
      () => store.save(name, term.owner, { turn, ...progress, status }),
      context,
    );
    if (!saved) {
      term.end('Another worker leads.');
      return;
    }
    context.counters.checkpointed();
    this.#statusMs = nowMs;
    this.#savedAtTip = status.atTip;
    shards.saved(progress);
  }

  #status(): StatusItem {
    const { context, shards, retention } = this.#settings;
    const { clock, counters, late, parked } = context;
    retention.readUpTo(shards.readUpToMs);
    const { readUpToMs } = retention;
    const { atTip } = shards;
    const lagMs = atTip ? 0 : counters.lagMs();
    return {
      atTip,
      atRest: shards.unsettled === 0 && !shards.classifying && late.landed && late.next() === undefined,
      atMs: clock.wallMs(),
      counts: { ...counters.counts, parkedOpen: parked.open },
      lagMs,
      readUpToMs,
      completeUpToMs: counters.times.completeUpToMs,
      contactMs: counters.times.contactMs,
      newestWriteMs: counters.times.newestWriteMs,
    };
  }
}
