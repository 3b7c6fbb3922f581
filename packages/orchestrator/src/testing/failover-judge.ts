import type { OutagesAt } from './outages-at.ts';

/** What a series of outages came to. */
export interface JudgedFailovers {
  /** How often a failover was needed and possible for long enough. */
  readonly needed: number;
  /** Those of them that did not come in time. */
  readonly missed: readonly string[];
  /** Failovers from a region that was up, had been since before the last look, and that most observers could see. */
  readonly falsely: readonly string[];
}

/** The service at one moment, as it truly is. */
export interface TrueState {
  readonly nowMs: number;
  readonly at: OutagesAt;
  readonly writer: string;
  readonly standby: string;
  /** No move is under way. */
  readonly steady: boolean;
}

/** A failover has to come within this time from when all that it needs is well. */
const NEEDED_MS = 20_000;

/** A region that has come back within this time in ms was not looked at since: a look's interval, and a tick of the world. */
const UNSEEN_MS = 750;

/** Knows what fails, and so whether a failover was right, and whether one is missing. */
export class FailoverJudge {
  readonly #observers: readonly string[];
  readonly #missed: string[] = [];
  readonly #falsely: string[] = [];
  #needed = 0;
  /** Since when a failover has been needed and possible. */
  #sinceMs: number | undefined;

  constructor(observers: readonly string[]) {
    this.#observers = observers;
  }

  get judged(): JudgedFailovers {
    return { needed: this.#needed, missed: this.#missed, falsely: this.#falsely };
  }

  /** Judges a promotion at the moment at which it is made. */
  promoted(from: string, at: OutagesAt): void {
    const blind = this.#observers.filter((observer) => at.isBlind(observer, from));
    if (at.wasDown(from, UNSEEN_MS) || 2 * blind.length > this.#observers.length) {
      if (this.#sinceMs !== undefined) this.#needed += 1;
    } else this.#falsely.push(`from ${from}, which was up`);
    this.#sinceMs = undefined;
  }

  /** Takes note of the moment that has come. */
  pass({ nowMs, at, writer, standby, steady }: TrueState): void {
    const isNeeded = at.isDown(writer) && !at.isDown(standby) && !at.isThrottled(standby);
    if (!isNeeded || !this.#isPossible(standby, at)) {
      this.#sinceMs = undefined;
      return;
    }
    this.#sinceMs ??= nowMs;
    if (!steady || nowMs - this.#sinceMs < NEEDED_MS) return;
    this.#needed += 1;
    this.#missed.push(`from ${writer}, which had been down for ${NEEDED_MS / 1_000} s`);
    this.#sinceMs = undefined;
  }

  /** Whether most observers live, run, reach the control store and see the standby. */
  #isPossible(standby: string, at: OutagesAt): boolean {
    const well = this.#observers.filter((observer) => !at.isBlind(observer, standby) && at.isWell(observer));
    return 2 * well.length > this.#observers.length;
  }
}
