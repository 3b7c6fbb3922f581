import type { Clock } from '@understudy/core';

/**
 * One process's view of a shared clock: it may run slower or faster than the others by `rate`, and the process may
 * be paused, during which time passes and nothing of it runs.
 */
export class ProcessClock implements Clock {
  readonly #shared: Clock;
  readonly #rate: number;
  #paused: Promise<void> | undefined;
  #wake = () => {};

  constructor(shared: Clock, { rate = 1 } = {}) {
    this.#shared = shared;
    this.#rate = rate;
  }

  monotonicMs(): number {
    return this.#shared.monotonicMs() * this.#rate;
  }

  wallMs(): number {
    return this.#shared.wallMs();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#shared.sleep(ms / this.#rate, signal);
    await this.running();
  }

  /** Resolves when the process is not paused. */
  async running(): Promise<void> {
    while (this.#paused !== undefined) await this.#paused;
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => (this.#wake = resolve));
  }

  resume(): void {
    this.#paused = undefined;
    this.#wake();
  }
}
