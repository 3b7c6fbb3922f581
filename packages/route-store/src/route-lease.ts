import { hasPassed, isUnderstudyError } from '@understudy/core';
import { RouteError, type LeaseHolder, type RouteSnapshot, type RouteView } from '@understudy/route';
import { leaseSettings, type LeaseSettings, type RouteLeaseOptions } from './options.ts';
import { renewView } from './renew-view.ts';

interface Waiter {
  readonly resolve: (view: RouteView) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * A process's lease on the route (the protocol, "The lease"): read every third of `leaseMs`, valid for
 * `leaseMs × (1 − drift)` after the moment before the read was sent, while monotonic and wall time both say so.
 * Telemetry: `understudy_route_renewals_total{by}`, `understudy_route_renewed_timestamp_seconds`, events `route.changed`, `route.lease_lost`, `route.lease_regained`.
 */
export class RouteLease implements LeaseHolder {
  readonly #settings: LeaseSettings;
  readonly #waiters = new Set<Waiter>();
  #seen: RouteView | undefined;
  /** The read that was sent, and the one that will be sent after it. */
  #sent: Promise<RouteView> | undefined;
  #next: Promise<RouteView> | undefined;
  #loop: { readonly ender: AbortController; readonly ended: Promise<void> } | undefined;
  #ender = new AbortController();
  #held = false;
  #failure: unknown;

  /** @throws RouteError `UND_ROUTE_OPTIONS_INVALID` */
  constructor(options: RouteLeaseOptions) {
    this.#settings = leaseSettings(options);
  }

  view(): RouteView | undefined {
    const valid = this.#seen !== undefined && !hasPassed(this.#seen.validUntil, this.#settings.clock);
    return valid && !this.#ender.signal.aborted ? this.#seen : undefined;
  }

  lastSeen(): RouteView | undefined {
    return this.#seen;
  }

  lastFailure(): unknown {
    return this.#failure;
  }

  /**
   * The read is always sent after the call, so that it shows the route of that moment: calls at the same time share one, and
   * calls while one is under way share the next. A caller's signal ends its waiting, not the read.
   * @throws RouteError `UND_ROUTE_STORE_UNREACHABLE`, `UND_ROUTE_STORE_REFUSED`, `UND_ROUTE_NOT_FOUND`,
   * `UND_ROUTE_CORRUPT`, `UND_ROUTE_WENT_BACK`, `UND_ROUTE_LEASE_STOPPED`, and the signal's reason.
   */
  async refresh(signal?: AbortSignal): Promise<RouteView> {
    signal?.throwIfAborted();
    this.#ender.signal.throwIfAborted();
    this.#next ??= this.#readNext();
    return orAborted(this.#next, signal);
  }

  /**
   * Resolves at the next view that tells something new: another revision, or validity regained after it was lost.
   * @throws RouteError `UND_ROUTE_LEASE_STOPPED`, and the signal's reason.
   */
  async changed(signal?: AbortSignal): Promise<RouteView> {
    signal?.throwIfAborted();
    this.#ender.signal.throwIfAborted();
    let waiter: Waiter | undefined;
    const change = new Promise<RouteView>((resolve, reject) => {
      waiter = { resolve, reject };
      this.#waiters.add(waiter);
    });
    try {
      return await orAborted(change, signal);
    } finally {
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  /** Begins to renew by itself; once it has begun, does nothing. */
  start(): void {
    if (this.#loop !== undefined) return;
    if (this.#ender.signal.aborted) this.#ender = new AbortController();
    this.#loop = { ender: this.#ender, ended: this.#renewUntilEnded(this.#ender.signal) };
  }

  /** Ends the lease at once: no view is valid any more, and every waiting call is rejected. */
  async stop(): Promise<void> {
    this.#ender.abort(new RouteError('UND_ROUTE_LEASE_STOPPED', { what: 'The lease was stopped.' }));
    for (const { reject } of this.#waiters) reject(this.#ender.signal.reason as Error);
    const loop = this.#loop;
    this.#loop = undefined;
    await loop?.ended;
  }

  async #renewUntilEnded(signal: AbortSignal): Promise<void> {
    const { clock, everyMs, urgentEveryMs } = this.#settings;
    for (;;) {
      const startedMs = clock.monotonicMs();
      try {
        await this.refresh(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#noteLoss(error);
      }
      const view = this.view();
      const pauseMs = view === undefined || view.snapshot.route.phase === 'moving' ? urgentEveryMs : everyMs;
      try {
        await clock.sleep(Math.max(1, startedMs + pauseMs - clock.monotonicMs()), signal);
      } catch {
        return;
      }
    }
  }

  async #readNext(): Promise<RouteView> {
    await this.#sent?.catch(() => {});
    await Promise.resolve();
    this.#sent = this.#next;
    this.#next = undefined;
    const { signal } = this.#ender;
    signal.throwIfAborted();
    const known = this.#seen?.snapshot;
    const { view, error, isPast = false } = await renewView(this.#settings, known, signal);
    signal.throwIfAborted();
    this.#failure = error;
    this.#take(view, known);
    if (error !== undefined && isPast) throw error;
    return view;
  }

  #take(view: RouteView, known: RouteSnapshot | undefined): void {
    const lost = this.view() === undefined;
    this.#seen = view;
    const regained = lost && this.view() !== undefined;
    if (this.view() !== undefined) this.#countRenewal(view);
    const { revision, route } = view.snapshot;
    if (known?.revision !== revision) {
      this.#settings.telemetry.event('route.changed', { revision, epoch: route.epoch, phase: route.phase });
    }
    if (regained && known !== undefined && !this.#held) {
      this.#settings.telemetry.event('route.lease_regained', { revision });
    }
    this.#held ||= regained;
    if (regained || known?.revision !== revision) {
      for (const { resolve } of this.#waiters) resolve(view);
    }
  }

  #countRenewal({ renewedBy }: RouteView): void {
    const { telemetry, clock } = this.#settings;
    telemetry.count('understudy_route_renewals_total', { by: renewedBy });
    telemetry.gauge('understudy_route_renewed_timestamp_seconds', clock.wallMs() / 1_000);
  }

  #noteLoss(error: unknown): void {
    this.#failure = error;
    const { telemetry } = this.#settings;
    telemetry.count('understudy_route_renewals_total', { by: 'none' });
    if (!this.#held || this.view() !== undefined) return;
    this.#held = false;
    telemetry.event('route.lease_lost', {
      revision: this.#seen?.snapshot.revision,
      code: isUnderstudyError(error) ? error.code : String(error),
    });
  }
}

async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
