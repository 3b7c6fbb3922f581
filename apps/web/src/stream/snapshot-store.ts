import type { StreamEvent } from './event-parser.ts';
import { NOTHING_HEARD, takeEvent, takeLoss, takeRefusal, type StreamState } from './stream-state.ts';

/** The one store of the pages: the stream writes to it, and every page reads one snapshot from it. */
export class SnapshotStore {
  #state: StreamState = NOTHING_HEARD;
  readonly #listeners = new Set<() => void>();
  readonly #soon: (run: () => void) => void;
  #isDue = false;

  /** @param soon runs what it is given a little later: events that come meanwhile are drawn together */
  constructor(soon: (run: () => void) => void) {
    this.#soon = soon;
  }

  readonly state = (): StreamState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  take(event: StreamEvent, nowMs: number): void {
    this.#set(takeEvent(this.#state, event, nowMs));
  }

  lose(why: string): void {
    this.#set(takeLoss(this.#state, why));
  }

  refuse(): void {
    this.#set(takeRefusal(this.#state));
  }

  /** Before a new session: what an earlier one showed is gone. */
  clear(): void {
    this.#set(NOTHING_HEARD);
  }

  #set(state: StreamState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (this.#isDue) return;
    this.#isDue = true;
    this.#soon(() => {
      this.#isDue = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
