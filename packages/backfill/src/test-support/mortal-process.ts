import type { Clock } from '@understudy/core';

/** A process on somebody else's clock. Once it is killed, nothing that it waits for comes back to it. */
export class MortalProcess implements Clock {
  readonly #clock: Clock;
  #tell = () => {};
  /** Requests it has sent, its last one included. */
  requests = 0;
  isDead = false;
  /** Resolves when it is killed. */
  readonly death = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs();
  }

  wallMs(): number {
    return this.#clock.wallMs();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, signal);
    await this.survived();
  }

  /** Resolves at once, or never. */
  survived(): Promise<void> {
    return this.isDead ? new Promise(() => {}) : Promise.resolve();
  }

  kill(): void {
    this.isDead = true;
    this.#tell();
  }
}
