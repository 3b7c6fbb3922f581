import type { Clock } from '@understudy/core';
import type { Observation } from './observation.ts';
import { takeLook } from './take-look.ts';

export interface ObserverOptions<T> {
  /** What is looked at, for people. */
  readonly target: string;
  /** One look; throwing is a failed look. Its signal is aborted when the look has taken too long. */
  readonly look: (signal: AbortSignal) => Promise<T>;
  readonly clock: Clock;
  /** Pause between two looks, in milliseconds. */
  readonly everyMs: number;
  /** How long a look may take, in milliseconds. */
  readonly limitMs: number;
}

/** Looks at one target again and again, and keeps what it saw last beside what it sees now. */
export class Observer<T> implements AsyncDisposable {
  readonly #options: ObserverOptions<T>;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #seen: { readonly value: T; readonly atMs: number; readonly atMonotonicMs: number } | undefined;
  #missed = 0;
  #why: string | undefined;

  constructor(options: ObserverOptions<T>) {
    this.#options = options;
  }

  /** Begins to look; a second call changes nothing. */
  start(): this {
    this.#running ??= this.#run(this.#stopping.signal);
    return this;
  }

  /** What is known now; `ageMs` is measured at the call. */
  get observation(): Observation<T> {
    const { target, clock } = this.#options;
    const trouble = this.#why === undefined ? {} : { missed: this.#missed, why: this.#why };
    if (this.#seen === undefined) return { target, kind: 'never-seen', missed: 0, ...trouble };
    const { value, atMs, atMonotonicMs } = this.#seen;
    // The greater of both: on a machine that was suspended the monotonic clock stopped.
    const ageMs = Math.max(clock.monotonicMs() - atMonotonicMs, clock.wallMs() - atMs);
    return { target, kind: 'seen', value, atMs, ageMs, missed: 0, ...trouble };
  }

  /** Looks once, beside the regular looks. @throws the signal's reason alone */
  async lookNow(signal?: AbortSignal): Promise<Observation<T>> {
    const { clock } = this.#options;
    const startedMs = clock.monotonicMs();
    const look = await takeLook({ ...this.#options, ...(signal !== undefined && { signal }) });
    if (look.kind === 'seen') {
      if (this.#seen === undefined || this.#seen.atMonotonicMs <= startedMs) {
        this.#seen = { value: look.value, atMs: look.atMs, atMonotonicMs: startedMs };
      }
      this.#missed = 0;
      this.#why = undefined;
    } else {
      this.#missed += 1;
      this.#why = look.why;
    }
    return this.observation;
  }

  /** Ends the looking; resolves when no look is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The observer was stopped.'));
    await this.#running;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, everyMs } = this.#options;
    while (!signal.aborted) {
      await this.lookNow(signal).catch(() => undefined);
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }
}
