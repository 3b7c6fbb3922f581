import type { Clock } from '@understudy/core';
import { EPOCH_MS } from '../limits.ts';
import type { Actor } from '../types.ts';
import type { Due, Scheduler } from './scheduler.ts';

type Waking = 'timers' | 'answers';

interface Held {
  readonly kind: Waking;
  readonly run: () => void;
}

/** Less than any two moments of a history are apart: what rounding leaves of a sleep. */
const ROUNDING_MS = 1e-6;

/**
 * One run of a process: its clock, and whether it is running, asleep (its clock goes on, unless its machine is suspended) or
 * dead. Everything that would
 * make its code go on comes through `hear`.
 */
export class Process implements Clock {
  readonly actor: Actor;
  /** Which run of the actor it is, from 1. */
  readonly run: number;
  readonly name: string;
  readonly #scheduler: Scheduler;
  readonly #rate: number;
  #originMs: number;
  /** Since when its monotonic clock is stopped. */
  #standsSinceMs: number | undefined;
  #state: 'running' | 'paused' | 'dead' = 'running';
  #held: Held[] = [];

  /** @param rate ms of its clock for each of the history's */
  constructor(scheduler: Scheduler, actor: Actor, run: number, rate: number) {
    this.actor = actor;
    this.run = run;
    this.name = `${actor}.${run}`;
    this.#scheduler = scheduler;
    this.#rate = rate;
    this.#originMs = 1_000 - scheduler.nowMs * rate;
  }

  get isDead(): boolean {
    return this.#state === 'dead';
  }

  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  monotonicMs(): number {
    return this.#originMs + (this.#standsSinceMs ?? this.#scheduler.nowMs) * this.#rate;
  }

  wallMs(): number {
    return Math.floor(EPOCH_MS + this.#scheduler.nowMs);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const dueMs = this.monotonicMs() + Math.max(0, ms);
      let due: Due | undefined;
      const onAbort = () => {
        if (due !== undefined) due.run = undefined;
        reject(signal?.reason as Error);
      };
      const wake = () => {
        const leftMs = dueMs - this.monotonicMs();
        if (leftMs > ROUNDING_MS) {
          arm(leftMs);
          return;
        }
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      // A little more, so that by the process's own clock no less has passed, however its numbers are rounded.
      const arm = (leftMs: number) => {
        due = this.#scheduler.after(leftMs / this.#rate + 1e-6, () => this.hear('timers', wake));
      };
      arm(Math.max(0, ms));
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Goes on with the process's code: now, when it wakes up, or never. */
  hear(kind: Waking, run: () => void): void {
    if (this.#state === 'running') run();
    else if (this.#state === 'paused') this.#held.push({ kind, run });
  }

  /** Stops running. `suspended`: with its machine, whose monotonic clock stops. */
  pause(suspended = false): void {
    if (this.#state !== 'running') return;
    this.#state = 'paused';
    if (suspended) this.#standsSinceMs = this.#scheduler.nowMs;
  }

  /** Wakes up and hears what it has missed, one thing after the other. */
  resume(first: Waking): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    if (this.#standsSinceMs !== undefined)
      this.#originMs -= (this.#scheduler.nowMs - this.#standsSinceMs) * this.#rate;
    this.#standsSinceMs = undefined;
    const held = this.#held;
    this.#held = [];
    const ordered = [
      ...held.filter(({ kind }) => kind === first),
      ...held.filter(({ kind }) => kind !== first),
    ];
    for (const { run } of ordered) this.#scheduler.after(0, () => this.hear('answers', run));
  }

  kill(): void {
    this.#state = 'dead';
    this.#held = [];
  }
}
