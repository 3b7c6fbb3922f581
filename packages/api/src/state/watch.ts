import { isUnderstudyError, limitTime, type Clock } from '@understudy/core';
import type { Reading } from './reading.ts';
import { repeat } from './repeat.ts';

export interface WatchOptions<T> {
  /** Of what is read, for people. */
  readonly name: string;
  readonly read: (signal: AbortSignal) => Promise<T>;
  readonly everyMs: number;
  /** Of one reading. */
  readonly limitMs: number;
  readonly clock: Clock;
  /** Called after each reading. */
  readonly onRead?: () => void;
  /** Gets what is no known error: the reading says that the log has it. */
  readonly onFault: (error: unknown) => void;
}

/** Reads one thing again and again, for every request and stream at once, and keeps what it was when it can't be read any more. */
export class Watch<T> {
  readonly #options: WatchOptions<T>;
  readonly #stopping = new AbortController();
  #reading: Reading<T>;
  #running: Promise<void> | undefined;

  constructor(options: WatchOptions<T>) {
    this.#options = options;
    this.#reading = { kind: 'unseen', why: `${options.name} has not been read yet.` };
  }

  get reading(): Reading<T> {
    return this.#reading;
  }

  /** Begins to read; a second call changes nothing. */
  start(): void {
    const { signal } = this.#stopping;
    this.#running ??= repeat(() => this.readNow(), { ...this.#options, signal });
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The API stops.'));
    await this.#running;
  }

  /** Reads now, beside the cadence. */
  async readNow(): Promise<void> {
    const { read, limitMs, clock, name, onRead, onFault } = this.#options;
    const { signal } = this.#stopping;
    const last = this.#reading.kind === 'seen' ? this.#reading : this.#reading.last;
    const failed = (why: string, code?: string): Reading<T> => ({
      kind: 'unseen',
      why,
      ...(code !== undefined && { code }),
      ...(last !== undefined && { last }),
    });
    // The age counts from the beginning of a reading: it shows what was true then.
    const [atMs, seenMs] = [clock.wallMs(), clock.monotonicMs()];
    try {
      const ended = await limitTime(read, { clock, limitMs, signal });
      this.#reading = ended.met
        ? { kind: 'seen', value: ended.value, atMs, seenMs }
        : failed(`${name} did not answer within ${String(limitMs)} ms.`);
    } catch (error) {
      if (signal.aborted) return;
      const code = isUnderstudyError(error) ? error.code : undefined;
      const what = isUnderstudyError(error) ? error.what : 'the log says why';
      if (code === undefined) onFault(error);
      this.#reading = failed(`${name} could not be read: ${what}`, code);
    }
    onRead?.();
  }
}
