import { NO_DEADLINE, type Deadline } from '@understudy/core';
import type { LeaseHolder } from '../lease-holder.ts';
import type { Route, RouteView } from '../types.ts';

/** A lease whose route is moved by hand. */
export class HandLease implements LeaseHolder {
  #view: RouteView | undefined;
  #revision = 0;
  #valid = true;
  readonly #waiters = new Set<{ resolve: (view: RouteView) => void; reject: (reason: unknown) => void }>();
  /** How often `refresh` was called. */
  refreshes = 0;
  /** What a refresh finds, where another than what is held. */
  pending: Route | undefined;

  constructor(route?: Route) {
    if (route !== undefined) this.set(route);
  }

  set(route: Route, validUntil: Deadline = NO_DEADLINE): void {
    this.#revision += 1;
    this.#valid = true;
    this.#view = { snapshot: { revision: this.#revision, route }, validUntil, renewedBy: 'store' };
    for (const { resolve } of this.#waiters) resolve(this.#view);
    this.#waiters.clear();
  }

  /** The right to write ends; the route stays known. */
  lose(): void {
    this.#valid = false;
  }

  view(): RouteView | undefined {
    return this.#valid ? this.#view : undefined;
  }

  lastSeen(): RouteView | undefined {
    return this.#view;
  }

  async refresh(): Promise<RouteView> {
    this.refreshes += 1;
    if (this.pending !== undefined) {
      const route = this.pending;
      this.pending = undefined;
      this.set(route);
    }
    if (this.#view === undefined) throw new Error('the control store does not answer');
    return this.#view;
  }

  async changed(signal?: AbortSignal): Promise<RouteView> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiters.add(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          this.#waiters.delete(waiter);
          reject(signal.reason as Error);
        },
        { once: true },
      );
    });
  }

  start(): void {
    this.#valid = true;
  }

  async stop(): Promise<void> {
    this.lose();
  }
}
