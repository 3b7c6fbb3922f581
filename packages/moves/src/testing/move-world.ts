import assert from 'node:assert/strict';
import { defaultLimits, promotionWaitMs, type Limits } from '@understudy/core';
import { ManualClock, ProcessClock, RecordingTelemetry, seededRandomness } from '@understudy/core/testing';
import {
  brokenInvariants,
  fenceFor,
  otherRegion,
  RouteError,
  type CompareAndSet,
  type FenceItem,
  type FenceStore,
  type LeaseHolder,
  type MovingRoute,
  type Route,
  type RouteSnapshot,
  type RouteStore,
  type SteadyRoute,
} from '@understudy/route';
import type { LinkBarriers } from '@understudy/links';
import { createRoute, RouteLease } from '@understudy/route-store';
import { FaultyFences, MemoryFenceStore, MemoryRouteStore } from '@understudy/route-store/testing';
import { Mover } from '../mover.ts';
import type { MoverOptions } from '../options.ts';
import { drainToken } from '../drain-token.ts';
import { linksFrom } from '../links-from.ts';
import type { MoveReport, ReconcileReport, RegionProbe } from '../types.ts';
import { MemoryLinks, MemoryProbe } from './memory-links.ts';
import { Life, type DeathOptions } from './life.ts';
import { wired, type WireOptions } from './wired.ts';

export const REGION_A = 'us-east-1';
export const REGION_B = 'eu-central-1';

/** Limits of a world whose hours pass quickly. */
export const WORLD_LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 3_000,
  attemptTimeoutMs: 500,
  controlTimeoutMs: 900,
  writeDeadlineMs: 10_000,
  maxRequestAgeMs: 5_000,
  maxLagMs: 1_000,
};

/** One change of the route, by whom and when. */
export interface Change {
  readonly by: string;
  /** Monotonic ms. */
  readonly atMs: number;
  readonly before: Route;
  readonly after: Route;
}

export interface WorldMover extends DeathOptions {
  readonly legMs?: () => number;
  readonly options?: Partial<MoverOptions>;
}

/** A mover, and what keeps it alive. */
export interface LivingMover {
  readonly mover: Mover;
  readonly life: Life;
  readonly process: ProcessClock;
}

/** A process that moves the route, as it reaches the world. */
export interface WorldProcess extends Pick<MoverOptions, 'store' | 'fences' | 'barriers' | 'probe'> {
  readonly wire: WireOptions & { readonly process: ProcessClock };
}

/** `away`: does not answer; `deaf`: does what is asked, but its answers are lost. */
export type WitnessState = 'well' | 'away' | 'deaf';

/**
 * A service in memory, on one clock: its route, fences and links, processes that hold leases, and movers that may
 * die. Every change of the route is checked against the protocol at the moment it is made.
 */
export class MoveWorld {
  readonly clock: ManualClock;
  readonly telemetry = new RecordingTelemetry();
  readonly tables = ['orders', 'stock'];
  /** Regions that can't be reached. */
  readonly down = new Set<string>();
  /** Regions that movers and links don't reach, while their own clients do. */
  readonly partitioned = new Set<string>();
  /** How movers find the control store. */
  witness: WitnessState = 'well';
  readonly routes = new MemoryRouteStore();
  readonly fences: FenceStore;
  readonly links: MemoryLinks;
  readonly changes: Change[] = [];
  /** What the protocol forbids and a change did; a test expects none. */
  readonly broken: string[] = [];
  readonly holders = new Map<string, LeaseHolder>();
  /** Since when each region's fence has said what it says. */
  readonly #fenced = new Map<string, { readonly fence: FenceItem; readonly sinceMs: number }>();
  readonly #seen = new Map<string, number>();
  readonly #fencesNearby: FenceStore;
  #reads = 0;
  #movers = 0;

  constructor({ clock = new ManualClock() }: { readonly clock?: ManualClock } = {}) {
    this.clock = clock;
    this.links = new MemoryLinks({ clock: this.clock, outages: this });
    const stored = new MemoryFenceStore();
    const fromAfar = new FaultyFences(stored, this.clock, (region) => this.isDown(region));
    this.#fencesNearby = new FaultyFences(stored, this.clock, (region) => this.down.has(region));
    this.fences = {
      read: (region) => fromAfar.read(region),
      write: async (region, fence) => {
        const won = await fromAfar.write(region, fence);
        if (won) this.#noteFence(region, fence);
        return won;
      },
    };
  }

  /** Whether movers and links reach the region. */
  isDown(region: string): boolean {
    return this.down.has(region) || this.partitioned.has(region);
  }

  /** The first route, and two holders of leases: one that sees all, one in region A that has lost the control store. */
  async begin(legMs: () => number = () => 0): Promise<void> {
    const first = { regions: [REGION_A, REGION_B], writer: REGION_A, atMs: this.clock.wallMs() } as const;
    await createRoute({ store: this.routes, fences: this.fences, ...first });
    const wire = { life: new Life(), clock: this.clock, legMs };
    const fences = wired(this.#fencesNearby, wire);
    const options = { limits: WORLD_LIMITS, clock: this.clock, fences };
    const cut: RouteStore = { ...this.#plain(), read: () => this.#readOnce() };
    for (const [name, store] of [
      ['sees all', this.routes],
      ['cut off', cut],
    ] as const) {
      const lease = new RouteLease({ ...options, store: wired(store, wire) });
      this.holders.set(name, lease);
      lease.start();
    }
    await this.clock.advance(2_000);
  }

  async end(): Promise<void> {
    for (const holder of this.holders.values()) await holder.stop();
  }

  mover(name: string, { options, ...process }: WorldMover = {}): LivingMover {
    const { store, fences, barriers, probe, wire } = this.process(name, process);
    const mover = new Mover({
      store,
      fences,
      barriers,
      probe,
      tables: this.tables,
      limits: WORLD_LIMITS,
      clock: wire.process,
      randomness: seededRandomness((this.#movers += 1)),
      telemetry: this.telemetry,
      ...options,
    });
    return { mover, life: wire.life, process: wire.process };
  }

  /** The ports of a process that moves the route, and the wire that any other port of it goes through. */
  process(name: string, { diesAt, effect, legMs }: Omit<WorldMover, 'options'> = {}): WorldProcess {
    const life = new Life({ ...(diesAt === undefined ? {} : { diesAt }), ...(effect ? { effect } : {}) });
    const process = new ProcessClock(this.clock);
    const wire = { life, process, clock: this.clock, ...(legMs === undefined ? {} : { legMs }) };
    return {
      store: wired(this.#watched(name), wire),
      fences: wired(this.fences, wire),
      barriers: wired<LinkBarriers>(this.links, wire),
      probe: wired<RegionProbe>(new MemoryProbe(this), wire),
      wire,
    };
  }

  /** Lets time pass until `work` is done, for `limitMs` at most. @throws what it throws; AssertionError where it is not. */
  async until<T>(work: Promise<T>, limitMs = 120_000): Promise<T> {
    const state = { done: false };
    const watched = work.finally(() => (state.done = true));
    watched.catch(() => {});
    const endMs = this.clock.monotonicMs() + limitMs;
    await this.clock.advance(0);
    while (!state.done && this.clock.monotonicMs() < endMs) await this.clock.advance(50);
    assert.ok(state.done, `not done within ${String(limitMs)} ms`);
    return watched;
  }

  /** Reconciles until nothing is left to do, while the test lets time pass. */
  async reconcile(mover: Mover): Promise<readonly ReconcileReport['did'][]> {
    const did: ReconcileReport['did'][] = [];
    for (;;) {
      const report = await mover.reconcileMerging();
      did.push(report.did);
      if (report.pauseMs === undefined) return did;
      await this.clock.sleep(report.pauseMs);
    }
  }

  /** What a mover that comes after all others makes of it; then nothing may be left to do. */
  async healAll(mover: Mover): Promise<MoveReport> {
    const report = await this.until(mover.resume());
    await this.until(this.reconcile(mover));
    const snapshot = await this.routes.read();
    assert.equal(snapshot.route.phase, 'steady');
    assert.deepEqual(snapshot.route.merging, []);
    for (const region of snapshot.route.regions) {
      const { epoch, writer } = fenceFor(snapshot);
      const fence = await this.fences.read(region);
      assert.deepEqual({ epoch: fence?.epoch, writer: fence?.writer }, { epoch, writer });
    }
    return report;
  }

  /** The store as one mover has it: what it sees and what it changes is noted. */
  #watched(by: string): RouteStore {
    const see = ({ route }: RouteSnapshot) => {
      const key = `${by} ${route.phase === 'moving' ? route.moveId : ''}`;
      if (!this.#seen.has(key)) this.#seen.set(key, this.clock.monotonicMs());
    };
    return {
      ...this.#plain(),
      read: async () => {
        if (this.witness !== 'well') throw unreachable();
        const snapshot = await this.routes.read();
        see(snapshot);
        return snapshot;
      },
      compareAndSet: async (expected, next): Promise<CompareAndSet> => {
        if (this.witness === 'away') throw unreachable();
        const before = await this.routes.read();
        const set = await this.routes.compareAndSet(expected, next);
        see(set.snapshot);
        if (set.won) this.#check({ by, atMs: this.clock.monotonicMs(), before: before.route, after: next });
        if (this.witness === 'deaf') throw unreachable();
        return set;
      },
    };
  }

  #plain(): RouteStore {
    return {
      read: () => this.routes.read(),
      create: (route) => this.routes.create(route),
      compareAndSet: (expected, next) => this.routes.compareAndSet(expected, next),
    };
  }

  async #readOnce(): Promise<RouteSnapshot> {
    this.#reads += 1;
    if (this.#reads > 1) return new Promise(() => {});
    return this.routes.read();
  }

  #noteFence(region: string, fence: FenceItem): void {
    const known = this.#fenced.get(region)?.fence;
    if (known?.epoch === fence.epoch && known.writer === fence.writer) return;
    this.#fenced.set(region, { fence, sinceMs: this.clock.monotonicMs() });
  }

  #check(change: Change): void {
    this.changes.push(change);
    const { before, after } = change;
    this.broken.push(...brokenInvariants(after));
    if (before.phase === 'moving' && after.phase === 'steady' && after.epoch > before.epoch) {
      this.#checkPromotion(change, before);
    }
    if (before.phase === 'steady' && after.phase === 'steady') this.#checkMerging(change, before, after);
  }

  /** No client may be writing in the old region, and the fences and drains that the kind of move needs must be done. */
  #checkPromotion({ by, atMs }: Change, { moveId, kind, from, to, epoch }: MovingRoute): void {
    const waitMs = promotionWaitMs(WORLD_LIMITS);
    const sawMs = this.#seen.get(`${by} ${moveId}`) ?? Infinity;
    this.#demand(atMs >= sawMs + waitMs, `${by} promoted ${String(atMs - sawMs)} ms after it saw the move`);
    const fencedSince = (region: string) => {
      const fenced = this.#fenced.get(region);
      return fenced?.fence.epoch === epoch + 1 && fenced.fence.writer === to ? fenced.sinceMs : Infinity;
    };
    this.#demand(fencedSince(to) <= atMs, `${by} promoted ${to} without its fence`);
    if (kind === 'switchover') {
      this.#demand(
        fencedSince(from) + waitMs <= atMs,
        `${by} promoted before ${from} was fenced for a whole wait`,
      );
      for (const link of linksFrom(this.tables, from, to)) {
        const token = drainToken({ moveId });
        const request = this.links.requests.find(
          (one) => one.token === token && one.link.table === link.table,
        );
        this.#demand(
          request !== undefined &&
            request.atMs >= fencedSince(from) + waitMs &&
            this.links.wasReached(link, token),
          `${by} promoted without a drain of ${link.table} after a whole wait`,
        );
      }
    }
    const fencedInTime = fencedSince(from) + waitMs <= atMs;
    for (const [name, holder] of this.holders) {
      const view = holder.lastSeen();
      if (view?.snapshot.route.epoch !== epoch || view.snapshot.route.phase !== 'steady') continue;
      if (view.renewedBy === 'fence' && !fencedInTime) continue;
      const lastMs = view.validUntil.monotonicMs + WORLD_LIMITS.attemptTimeoutMs;
      this.#demand(lastMs <= atMs, `${by} promoted ${String(lastMs - atMs)} ms too early for "${name}"`);
    }
  }

  /** A tail may be settled only when no client can add to it, and forgotten only when no request can land late. */
  #checkMerging({ by, atMs }: Change, before: SteadyRoute, after: SteadyRoute): void {
    for (const { region, tail } of before.merging) {
      const now = after.merging.find((entry) => entry.region === region);
      const settles = tail === 'unsettled' && now?.tail === 'settled';
      if (!settles && now !== undefined) continue;
      for (const [name, holder] of this.holders) {
        const view = holder.lastSeen();
        const route = view?.snapshot.route;
        if (
          view === undefined ||
          route?.phase !== 'steady' ||
          route.writer !== region ||
          route.epoch >= after.epoch
        ) {
          continue;
        }
        const graceMs = settles ? WORLD_LIMITS.attemptTimeoutMs : WORLD_LIMITS.maxRequestAgeMs;
        const lastMs = view.validUntil.monotonicMs + graceMs;
        const what = settles ? 'settled' : 'took out';
        this.#demand(
          lastMs <= atMs,
          `${by} ${what} ${region} ${String(lastMs - atMs)} ms too early for "${name}"`,
        );
      }
      const links = settles
        ? linksFrom(this.tables, region, otherRegion(after, region))
        : [...linksFrom(this.tables, REGION_A, REGION_B), ...linksFrom(this.tables, REGION_B, REGION_A)];
      for (const link of links) {
        const standing = this.links.standing(link);
        const word = settles ? 'settle|' : 'take-out|';
        const { token = '' } = standing ?? {};
        this.#demand(
          token.startsWith(word) && token.endsWith(region) && this.links.wasReached(link, token),
          `${by} changed ${region} in merging without the barrier on ${link.table} ${link.source}`,
        );
      }
    }
  }

  #demand(holds: boolean, sentence: string): void {
    if (!holds) this.broken.push(sentence);
  }
}

function unreachable(): RouteError {
  return new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'A test made the store so.' });
}
