import type { Clock } from '@understudy/core';

interface Flight<T> {
  readonly begunMs: number;
  readonly answer: Promise<T>;
}

const MOST = 100;

/** Answers the same question asked by many within a short time by one reading. */
export class SingleFlight<T> {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #keepMs: number;
  readonly #flights = new Map<string, Flight<T>>();

  constructor({ clock, keepMs }: { readonly clock: Pick<Clock, 'monotonicMs'>; readonly keepMs: number }) {
    this.#clock = clock;
    this.#keepMs = keepMs;
  }

  /** @throws what `read` throws, to all who wait for it; the next one reads again */
  ask(question: string, read: () => Promise<T>): Promise<T> {
    const nowMs = this.#clock.monotonicMs();
    const known = this.#flights.get(question);
    if (known !== undefined && nowMs - known.begunMs < this.#keepMs) return known.answer;
    if (this.#flights.size >= MOST) this.#flights.clear();
    const answer = read();
    this.#flights.set(question, { begunMs: nowMs, answer });
    answer.catch(() => this.#flights.delete(question));
    return answer;
  }
}
