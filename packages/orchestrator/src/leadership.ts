import type { Clock, Randomness } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { LeaderRecord } from '@understudy/findings';
import { Freshness } from './observe/freshness.ts';

export interface LeadershipOptions {
  readonly observer: string;
  readonly instance: string;
  readonly control: Pick<ControlStore, 'writeLeader' | 'releaseLeader'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** After this long in ms without a renewal leadership is free. */
  readonly ttlMs: number;
}

/** Renewed this many times within its time to live, so that a lost renewal costs nothing. */
const RENEWALS = 3;

/**
 * Elects one orchestrator by compare-and-set. Two may lead for a moment, where one of them was held up: the route's own
 * compare-and-set keeps that harmless.
 */
export class Leadership {
  readonly #options: LeadershipOptions;
  readonly #freshness: Freshness;
  #held: { readonly token: string; readonly sinceMs: number; readonly renewedMs: number } | undefined;

  constructor(options: LeadershipOptions) {
    this.#options = options;
    this.#freshness = new Freshness(options.clock);
  }

  /** Whether this orchestrator leads, as far as it can know: its last renewal began within the time to live. */
  get leads(): boolean {
    const { clock, ttlMs } = this.#options;
    return this.#held !== undefined && clock.monotonicMs() - this.#held.renewedMs < ttlMs;
  }

  /**
   * Renews or takes the leadership where that is due.
   * @param stored the record as it was just read
   * @returns whether this orchestrator leads; throws what the store throws
   */
  async tick(stored: LeaderRecord | undefined): Promise<boolean> {
    const { instance, clock, ttlMs } = this.#options;
    const nowMs = clock.monotonicMs();
    const ageMs = this.#freshness.note('leader', stored?.token ?? '');
    if (stored !== undefined && stored.token === this.#held?.token) {
      const isDue = nowMs - this.#held.renewedMs >= ttlMs / RENEWALS;
      return isDue ? this.#write(stored.token, this.#held.sinceMs) : this.leads;
    }
    // A record of this instance whose token it does not know: the answer to its last renewal was lost.
    const isOurs = stored?.instance === instance;
    this.#held = undefined;
    if (stored !== undefined && !isOurs && ageMs < ttlMs) return false;
    return this.#write(stored?.token, isOurs ? stored.sinceMs : clock.wallMs());
  }

  /** Gives the leadership up, so that another orchestrator need not wait; errors are of no consequence. */
  async release(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) await this.#options.control.releaseLeader(held.token).catch(() => undefined);
  }

  /** Condition: the stored token is `expected`. */
  async #write(expected: string | undefined, sinceMs: number): Promise<boolean> {
    const { observer, instance, control, clock, randomness } = this.#options;
    const token = randomness.unique();
    const renewedMs = clock.monotonicMs();
    const won = await control.writeLeader({ observer, instance, token, sinceMs }, expected);
    this.#held = won ? { token, sinceMs, renewedMs } : undefined;
    if (won) this.#freshness.note('leader', token);
    return won && this.leads;
  }
}
