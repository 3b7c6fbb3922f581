import { fenceFor, type RouteSnapshot, type SteadyRoute } from '@understudy/route';
import { askBarriers, writeFences } from './ask-regions.ts';
import { changeRoute, readRoute } from './change-route.ts';
import type { MoverSettings } from './options.ts';
import { planTending, type TendStep } from './plan.ts';
import type { TendReport } from './types.ts';

interface KnownFence {
  readonly epoch: number;
  readonly revision: number;
  /** Monotonic ms after the answer that showed the first fence of this epoch to stand. */
  readonly sinceMs: number;
}

const NOTHING: TendReport = { did: 'nothing', region: '', waitingFor: '', pauseMs: undefined };

/**
 * Settles and empties `merging`, one step a tick, and puts right the fences that a move left behind. What it keeps
 * between ticks only makes it wait: one that begins anew waits anew.
 */
export class MergeTender {
  readonly #settings: MoverSettings;
  /** Wall time at monotonic 0, so that a wall clock that is stepped later can't shorten a wait. */
  readonly #wallOriginMs: number;
  readonly #fences = new Map<string, KnownFence>();
  #asked: { readonly token: string; readonly atMs: number } | undefined;

  constructor(settings: MoverSettings) {
    this.#settings = settings;
    this.#wallOriginMs = settings.clock.wallMs() - settings.clock.monotonicMs();
  }

  /** @throws RouteError of the store, and the signal's reason. */
  async tick(signal?: AbortSignal): Promise<TendReport> {
    const { clock, tables, limits, tendEveryMs } = this.#settings;
    const snapshot = await readRoute(this.#settings, signal);
    const { route, revision } = snapshot;
    if (route.phase === 'moving') {
      return { ...NOTHING, waitingFor: `the move to ${route.to} to end`, pauseMs: tendEveryMs };
    }
    const mended = await this.#mendFences(snapshot, signal);
    const monotonicMs = clock.monotonicMs();
    const step = planTending(route, {
      revision,
      tables,
      limits,
      tendEveryMs,
      fencedSinceMs: this.#fencedSince(route),
      monotonicMs,
      wallMs: Math.min(clock.wallMs(), this.#wallOriginMs + monotonicMs),
    });
    switch (step.do) {
      case 'rest':
        return this.#rest(snapshot, mended);
      case 'wait':
        return {
          did: mended ? 'mended' : 'nothing',
          region: step.region,
          waitingFor: step.waitingFor,
          pauseMs: Math.min(step.forMs, tendEveryMs),
        };
      case 'ask':
        return this.#ask(snapshot, step, signal);
    }
  }

  /** Condition of each: what stands there is of no later revision. @returns whether one was written for the first time. */
  async #mendFences(snapshot: RouteSnapshot, signal?: AbortSignal): Promise<boolean> {
    const { revision, route } = snapshot;
    const unknown = route.regions.filter((region) => this.#fences.get(region)?.revision !== revision);
    if (unknown.length === 0) return false;
    const written = await writeFences(this.#settings, snapshot, unknown, signal);
    const { epoch } = fenceFor(snapshot);
    let mended = false;
    for (const [region, outcome] of written) {
      if (outcome !== 'written') continue;
      const known = this.#fences.get(region);
      const sinceMs = known?.epoch === epoch ? known.sinceMs : this.#settings.clock.monotonicMs();
      this.#fences.set(region, { epoch, revision, sinceMs });
      mended = true;
    }
    return mended;
  }

  #fencedSince({ epoch }: SteadyRoute): ReadonlyMap<string, number> {
    const known = [...this.#fences].filter(([, fence]) => fence.epoch === epoch);
    return new Map(known.map(([region, { sinceMs }]) => [region, sinceMs]));
  }

  #rest({ revision, route }: RouteSnapshot, mended: boolean): TendReport {
    const unfenced = route.regions.find((region) => this.#fences.get(region)?.revision !== revision);
    if (unfenced === undefined) return { ...NOTHING, did: mended ? 'mended' : 'nothing' };
    return {
      did: mended ? 'mended' : 'nothing',
      region: unfenced,
      waitingFor: `${unfenced} to take its fence`,
      pauseMs: this.#settings.tendEveryMs,
    };
  }

  /** Conditions: those of the barriers, and that the stored revision is the snapshot's. */
  async #ask(
    snapshot: RouteSnapshot,
    { region, links, token, then }: Extract<TendStep, { do: 'ask' }>,
    signal?: AbortSignal,
  ): Promise<TendReport> {
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
    if (!set.won) return { ...NOTHING, region, waitingFor: 'the route that others changed', pauseMs: pollMs };
    telemetry.event(then === 'settle' ? 'merging.settled' : 'merging.emptied', {
      region,
      epoch: snapshot.route.epoch,
      left: set.snapshot.route.merging.length,
    });
    return { did: then === 'settle' ? 'settled' : 'emptied', region, waitingFor: '', pauseMs: pollMs };
  }
}
