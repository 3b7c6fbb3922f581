import {
  lastCleanEpoch,
  type FenceStore,
  type LeaseHolder,
  type Route,
  type RouteView,
} from '@understudy/route';
import { unconfirmed, type DatingFacts } from '../classify/date-change.ts';
import type { SourceRole } from '../state/judge-tables.ts';
import type { Mode } from '../types.ts';

export interface RouteWatchSettings {
  readonly lease: LeaseHolder;
  /** Read for the source's own fence while the control store can't be reached. */
  readonly fences: Pick<FenceStore, 'read'>;
  readonly source: string;
}

/** What may happen to a write of a table declared `foreign`, which no condition distinguishes from an older one. */
export type ForeignRule = 'apply' | 'keep' | 'wait';

/**
 * What a link may do on the strength of the route (docs/reasoning/decisions/0004-lease-bounded-fast-path.md). A view that was
 * renewed by a fence alone does not count: the mover may have continued where that fence could not be reached.
 */
export class RouteWatch {
  readonly #settings: RouteWatchSettings;

  constructor(settings: RouteWatchSettings) {
    this.#settings = settings;
  }

  /** `plain` while a valid lease says: steady, the source is the writer, nothing is merging. */
  mode(): Mode {
    const route = this.#route();
    return route?.phase === 'steady' && route.writer === this.#settings.source && route.merging.length === 0
      ? 'plain'
      : 'guarded';
  }

  /** Whether a valid lease says: steady, nothing is merging. No request of an earlier epoch can be applied then. */
  isSteady(): boolean {
    const route = this.#route();
    return route?.phase === 'steady' && route.merging.length === 0;
  }

  /** Whether, besides, the source is not the writer: its stream holds only copies of what came from the target. */
  isIdle(): boolean {
    const route = this.#route();
    return this.isSteady() && route?.phase === 'steady' && route.writer !== this.#settings.source;
  }

  /** What the source may have written of late, as far as a valid lease says. */
  sourceRole(): SourceRole {
    if (this.isIdle()) return 'copies';
    const route = this.#route();
    return route?.phase === 'steady' && route.writer !== this.#settings.source
      ? 'not-the-writer'
      : 'may-be-the-writer';
  }

  /**
   * `apply` while a valid lease says that the source is the writer and no failover from it is under way; `keep` while
   * one says that the other region is; `wait` until one says either.
   */
  foreignRule(): ForeignRule {
    const route = this.#route();
    if (route === undefined) return 'wait';
    if (route.phase === 'steady') return route.writer === this.#settings.source ? 'apply' : 'keep';
    if (route.from !== this.#settings.source) return 'keep';
    return route.kind === 'switchover' ? 'apply' : 'wait';
  }

  /** What dates removals (and foreign writes) while the mode is `plain`: the latest epoch there can be. */
  plainFacts(): DatingFacts | undefined {
    const route = this.#route();
    return route !== undefined && this.mode() === 'plain'
      ? { cleanEpoch: route.epoch, sourceIsWriter: true }
      : undefined;
  }

  /**
   * What dates them in any other case, beside the source's tombstones, in a batch that was read before the call: a read of the route
   * sent after the batch came, or, where the control store is out of reach, the route last seen if the source's own
   * fence confirms it.
   * @throws ReplicatorError `UND_REPLICATOR_ROUTE_UNCONFIRMED` where neither can be had: the batch waits
   */
  async freshFacts(signal: AbortSignal): Promise<DatingFacts> {
    const { lease, source } = this.#settings;
    const view = await lease.refresh(signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return error;
    });
    if (isView(view) && isFresh(view)) return factsOf(view.snapshot.route, source);
    const confirmed = await this.#confirmedByFence(signal);
    if (confirmed === undefined) throw unconfirmed(source, isView(view) ? undefined : view);
    // A fence has the epoch, and not whether `merging` was emptied since: deletes leave no tombstones from then on.
    return { ...factsOf(confirmed, source), mayBeClean: confirmed.epoch };
  }

  /** The route of a valid lease that the control store itself renewed. */
  current(): Route | undefined {
    return this.#route();
  }

  #route(): Route | undefined {
    const view = this.#settings.lease.view();
    return view !== undefined && isFresh(view) ? view.snapshot.route : undefined;
  }

  async #confirmedByFence(signal: AbortSignal): Promise<Route | undefined> {
    const { lease, fences, source } = this.#settings;
    const route = lease.lastSeen()?.snapshot.route;
    if (route?.phase !== 'steady' || route.writer !== source) return undefined;
    const fence = await fences.read(source, signal);
    return fence?.epoch === route.epoch && fence.writer === source ? route : undefined;
  }
}

function isView(answer: unknown): answer is RouteView {
  return typeof answer === 'object' && answer !== null && 'renewedBy' in answer;
}

function isFresh({ renewedBy }: RouteView): boolean {
  return renewedBy === 'store';
}

function factsOf(route: Route, source: string): DatingFacts {
  const writer = route.phase === 'steady' ? route.writer : route.from;
  return { cleanEpoch: lastCleanEpoch(route, source), sourceIsWriter: writer === source };
}
