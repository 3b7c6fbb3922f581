import type { Clock } from '@understudy/core';

/**
 * A process on a shared clock. Once it is killed, nothing that it waits for comes back to it; while it is frozen,
 * nothing does yet.
 */
export class MortalProcess implements Clock {
  readonly #clock: Clock;
  #tell = () => {};
  #thawed: Promise<void> = Promise.resolve();
  /** Requests it has sent, its last one included. */
  requests = 0;
  isDead = false;
  /** Resolves when it is killed or frozen: it is silent from then on, for a while at least. */
  readonly silence = new Promise<void>((resolve) => {
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

  /** Resolves when the process runs: at once, when it thaws, or never. */
  async survived(): Promise<void> {
    await this.#thawed;
    if (this.isDead) await new Promise(() => {});
  }

  freeze(ms: number): void {
    this.#thawed = this.#clock.sleep(ms);
    this.#tell();
  }

  kill(): void {
    this.isDead = true;
    this.#tell();
  }
}
