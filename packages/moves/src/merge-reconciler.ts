import { fenceFor, type RouteSnapshot, type SteadyRoute } from '@understudy/route';
import { askBarriers } from './ask-barriers.ts';
import { changeRoute, readRoute } from './change-route.ts';
import { ExpiryWatch } from './expiry-watch.ts';
import type { MoverSettings } from './options.ts';
import { planReconciling, type ReconcileStep } from './plan-reconciling.ts';
import type { ReconcileReport } from './types.ts';
import { writeFences } from './write-fences.ts';

interface KnownFence {
  readonly epoch: number;
  readonly revision: number;
  /** Monotonic ms after the answer that confirmed the first fence of this epoch. */
  readonly sinceMs: number;
}

/**
 * Settles and empties `merging`, one step a tick, and writes the fences that a move left behind. What it keeps between
 * ticks only makes it wait: a new one waits again.
 */
export class MergeReconciler {
  readonly #settings: MoverSettings;
  readonly #expiry: ExpiryWatch;
  readonly #fences = new Map<string, KnownFence>();
  #asked: { readonly token: string; readonly atMs: number } | undefined;

  constructor(settings: MoverSettings) {
    this.#settings = settings;
    this.#expiry = new ExpiryWatch(settings.clock);
  }

  /** @throws RouteError of the store, and the signal's reason. */
  async tick(signal?: AbortSignal): Promise<ReconcileReport> {
    const { clock, tables, limits, reconcileEveryMs } = this.#settings;
    const snapshot = await readRoute(this.#settings, signal);
    const { route, revision } = snapshot;
    if (route.phase === 'moving') {
      return { did: 'nothing', waitingFor: `the move to ${route.to} to end`, pauseMs: reconcileEveryMs };
    }
    const updated = await this.#updateFences(snapshot, signal);
    const step = planReconciling(route, {
      revision,
      tables,
      limits,
      reconcileEveryMs,
      fencedSinceMs: this.#fencedSince(route),
      monotonicMs: clock.monotonicMs(),
      expiresInMs: (entry) => this.#expiry.leftMs(entry),
    });
    switch (step.do) {
      case 'rest':
        return this.#rest(snapshot, updated);
      case 'wait':
        return {
          did: updated ? 'fences-updated' : 'nothing',
          region: step.region,
          waitingFor: step.waitingFor,
          pauseMs: Math.min(step.forMs, reconcileEveryMs),
        };
      case 'ask':
        return this.#ask(snapshot, step, signal);
    }
  }

  /** Condition of each: the region has no fence of a later revision. @returns whether one was written for the first time. */
  async #updateFences(snapshot: RouteSnapshot, signal?: AbortSignal): Promise<boolean> {
    const { revision, route } = snapshot;
    const unknown = route.regions.filter((region) => this.#fences.get(region)?.revision !== revision);
    if (unknown.length === 0) return false;
    const written = await writeFences(this.#settings, snapshot, unknown, signal);
    const { epoch } = fenceFor(snapshot);
    let updated = false;
    for (const [region, outcome] of written) {
      if (outcome !== 'written') continue;
      const known = this.#fences.get(region);
      const sinceMs = known?.epoch === epoch ? known.sinceMs : this.#settings.clock.monotonicMs();
      this.#fences.set(region, { epoch, revision, sinceMs });
      updated = true;
    }
    return updated;
  }

  #fencedSince({ epoch }: SteadyRoute): ReadonlyMap<string, number> {
    const known = [...this.#fences].filter(([, fence]) => fence.epoch === epoch);
    return new Map(known.map(([region, { sinceMs }]) => [region, sinceMs]));
  }

  #rest({ revision, route }: RouteSnapshot, updated: boolean): ReconcileReport {
    const unfenced = route.regions.find((region) => this.#fences.get(region)?.revision !== revision);
    const did = updated ? 'fences-updated' : 'nothing';
    if (unfenced === undefined) return { did };
    return {
      did,
      region: unfenced,
      waitingFor: `${unfenced} to take its fence`,
      pauseMs: this.#settings.reconcileEveryMs,
    };
  }

  /** Conditions: those of the barriers, and that the stored revision is the snapshot's. */
  async #ask(
    snapshot: RouteSnapshot,
    { region, links, token, then }: Extract<ReconcileStep, { do: 'ask' }>,
    signal?: AbortSignal,
  ): Promise<ReconcileReport> {
    const { clock, limits, pollMs, askAgainMs, telemetry } = this.#settings;
    const nowMs = clock.monotonicMs();
    const request = this.#asked?.token !== token || nowMs - this.#asked.atMs >= askAgainMs;
    if (request) this.#asked = { token, atMs: nowMs };
    const open = await askBarriers(this.#settings, links, { token, request }, signal);
    if (open.length > 0) {
      const names = open.map(({ table, source, target }) => `${table} ${source} → ${target}`).join(', ');
      return { did: 'asked', region, waitingFor: `links to settle: ${names}`, pauseMs: pollMs };
    }
    const atMs = clock.wallMs();
    const { maxRequestAgeMs } = limits;
    const set = await changeRoute(
      this.#settings,
      snapshot,
      then === 'settle'
        ? { type: 'settle', region, atMs, maxRequestAgeMs }
        : { type: 'take-out', region, atMs },
      signal,
    );
    if (!set.won)
      return { did: 'nothing', region, waitingFor: 'the route that another mover changed', pauseMs: pollMs };
    telemetry.event(then === 'settle' ? 'merging.settled' : 'merging.emptied', {
      region,
      epoch: snapshot.route.epoch,
      left: set.snapshot.route.merging.length,
    });
    return { did: then === 'settle' ? 'settled' : 'emptied', region, pauseMs: pollMs };
  }
}
