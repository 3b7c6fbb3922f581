import type { Clock } from '@understudy/core';
import { RouteError } from '@understudy/route';
import { EVERYONE, WITNESS, type Noise } from './noise.ts';

/** How long a request to a silent place waits before its client gives up, in ms. */
const GIVE_UP_MS = 1_000;

/** The lines between processes and places, and what their noise holds up. */
export class Lines {
  readonly #clock: Clock;
  readonly #beginMs: number;
  #active: readonly Noise[] = [];
  #coming: readonly Noise[];

  /** @param noise in the order of its times, which count from now */
  constructor(clock: Clock, noise: readonly Noise[]) {
    this.#clock = clock;
    this.#beginMs = clock.monotonicMs();
    this.#coming = noise;
  }

  /** One leg of a request from a process to a place. @throws RouteError `UND_ROUTE_STORE_UNREACHABLE` where the control store is away */
  async leg(process: string, place: string): Promise<void> {
    for (;;) {
      const nowMs = this.#pass();
      const active = this.#active.filter((noise) => concerns(noise, process, place));
      const away = active.find((noise) => noise.what === 'away');
      if (away?.what === 'away') {
        if (away.as === 'silent') await this.#clock.sleep(GIVE_UP_MS);
        throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'The control store is away.' });
      }
      const untilMs = Math.max(0, ...active.map(({ atMs, forMs }) => atMs + forMs));
      if (untilMs <= nowMs) return;
      await this.#clock.sleep(untilMs - nowMs);
    }
  }

  #pass(): number {
    const nowMs = this.#clock.monotonicMs() - this.#beginMs;
    while (this.#coming[0] !== undefined && this.#coming[0].atMs <= nowMs) {
      this.#active = [...this.#active, this.#coming[0]];
      this.#coming = this.#coming.slice(1);
    }
    if (this.#active.length > 0)
      this.#active = this.#active.filter(({ atMs, forMs }) => nowMs < atMs + forMs);
    return nowMs;
  }
}

function concerns(noise: Noise, process: string, place: string): boolean {
  if (noise.what === 'away') return place === WITNESS;
  if (noise.what === 'pause') return false;
  return noise.to === place && (noise.from === EVERYONE || noise.from === process);
}
