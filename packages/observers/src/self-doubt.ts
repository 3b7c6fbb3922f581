import type { Clock } from '@understudy/core';
import type { Doubt } from '@understudy/findings';
import { aloneDoubt, type Reach } from './alone-doubt.ts';
import { doubtsOf, foldSample, NOT_SAMPLED, type SampledSelf, type SelfLimits } from './fold-sample.ts';

export interface SelfDoubtOptions extends Partial<SelfLimits> {
  readonly clock: Clock;
}

/** From one sample to the next, in ms. */
const EVERY_MS = 100;

/**
 * Measures whether its own process can be trusted with what it sees: whether timers fire in time, and whether the wall clock and the
 * monotonic clock go the same way.
 */
export class SelfDoubt implements AsyncDisposable {
  readonly #clock: Clock;
  readonly #limits: SelfLimits;
  readonly #stopping = new AbortController();
  #self: SampledSelf = NOT_SAMPLED;
  #dueMs: number;
  #running: Promise<void> | undefined;

  /** `lateMs` is 400 and `clockMs` 500 unless given. */
  constructor({ clock, lateMs = 400, clockMs = 500 }: SelfDoubtOptions) {
    this.#clock = clock;
    this.#limits = { lateMs, clockMs };
    this.#dueMs = clock.monotonicMs();
  }

  /** Begins to measure; a second call changes nothing. */
  start(): this {
    if (this.#running === undefined) {
      this.#dueMs = this.#clock.monotonicMs();
      this.#sample();
      this.#running = this.#run(this.#stopping.signal);
    }
    return this;
  }

  /** Why this process does not trust what it sees now. Measured at the call, too: a process that was held up may come here first. */
  doubts(reach: Reach): readonly Doubt[] {
    if (this.#running !== undefined && !this.#stopping.signal.aborted) this.#sample();
    return [...doubtsOf(this.#self, this.#limits), ...aloneDoubt(reach)];
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The measuring was stopped.'));
    await this.#running;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#dueMs = this.#clock.monotonicMs() + EVERY_MS;
      try {
        await this.#clock.sleep(EVERY_MS, signal);
      } catch {
        return;
      }
      this.#sample();
    }
  }

  #sample(): void {
    const monotonicMs = this.#clock.monotonicMs();
    const lateMs = Math.max(0, monotonicMs - this.#dueMs);
    this.#self = foldSample(this.#self, { monotonicMs, wallMs: this.#clock.wallMs(), lateMs }, this.#limits);
  }
}
