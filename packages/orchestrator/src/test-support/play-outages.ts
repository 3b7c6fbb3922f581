import type { Route } from '@understudy/route';
import { OrchestratorWorld, samplePolicy, type LivingOrchestrator } from '../testing/index.ts';
import type { Outage } from './random-outages.ts';

/** What several orchestrators made of a series of outages. */
export interface PlayedOutages {
  /** Failovers from a region that was up, and that most observers could see. */
  readonly falseFailovers: readonly string[];
  /** Writers that were down for long, with a standby and most orchestrators well, and from which no failover came. */
  readonly missedFailovers: readonly string[];
  /** What the protocol forbids and happened. */
  readonly broken: readonly string[];
  readonly promotions: number;
  readonly aborts: number;
}

const TICK_MS = 250;
/** Everything has come to rest by then. */
const REST_MS = 60_000;
const SPAN_MS = 165_000;
/** A failover has to come within this time from when all that it needs is well. */
const NEEDED_MS = 30_000;

/** Plays outages with three orchestrators on one clock, and judges each failover that came or did not. */
export async function playOutages(outages: readonly Outage[]): Promise<PlayedOutages> {
  const played = new Play(outages);
  return played.run();
}

class Play {
  readonly #world = new OrchestratorWorld();
  readonly #outages: readonly Outage[];
  readonly #living = new Map<string, LivingOrchestrator>();
  readonly #false: string[] = [];
  readonly #missed: string[] = [];
  /** Since when a failover has been needed and possible. */
  #neededMs: number | undefined;
  #events = 0;

  constructor(outages: readonly Outage[]) {
    this.#outages = outages;
  }

  async run(): Promise<PlayedOutages> {
    await this.#world.begin();
    for (const { name } of samplePolicy.observers) this.#start(name);
    await this.#world.moves.clock.advance(2_000);
    for (let nowMs = 0; nowMs < SPAN_MS + REST_MS; nowMs += TICK_MS) {
      this.#apply(nowMs);
      await this.#world.moves.clock.advance(TICK_MS);
      await this.#judge();
    }
    await this.#world.end();
    return {
      falseFailovers: this.#false,
      missedFailovers: this.#missed,
      broken: this.#world.moves.broken,
      promotions: this.#count('move.promoted'),
      aborts: this.#count('move.aborted'),
    };
  }

  #count(event: string): number {
    return this.#world.moves.telemetry.events.filter(({ name }) => name === event).length;
  }

  #start(name: string): void {
    this.#living.set(name, this.#world.start(name, { settings: { pauseMs: 0 } }));
  }

  /** Brings the world to what the outages say of this moment. */
  #apply(nowMs: number): void {
    const { moves, seen, cut } = this.#world;
    const active = this.#outages.filter(({ atMs, forMs }) => atMs <= nowMs && nowMs < atMs + forMs);
    moves.down.clear();
    seen.clear();
    cut.clear();
    for (const outage of active) {
      if (outage.what === 'region') moves.down.add(outage.region);
      if (outage.what === 'line') seen.set(`${outage.observer} ${outage.region}`, 'unreachable');
      if (outage.what === 'store') cut.add(outage.observer);
    }
    for (const { name } of samplePolicy.observers) {
      const is = (what: Outage['what']) =>
        active.some((outage) => outage.what === what && 'observer' in outage && outage.observer === name);
      const living = this.#living.get(name);
      if (is('killed') && living !== undefined) {
        living.life.dead = true;
        this.#living.delete(name);
      }
      if (!is('killed') && living === undefined) this.#start(name);
      if (is('paused')) living?.process.pause();
      else living?.process.resume();
    }
  }

  async #route(): Promise<Route> {
    return (await this.#world.moves.routes.read()).route;
  }

  async #writer(): Promise<string> {
    const route = await this.#route();
    return route.phase === 'steady' ? route.writer : route.from;
  }

  async #judge(): Promise<void> {
    const { moves } = this.#world;
    const { events } = moves.telemetry;
    for (const { name, facts } of events.slice(this.#events)) {
      const from = String(facts['from']);
      if (name === 'move.promoted' && !moves.isDown(from) && this.#blind(from) < 2)
        this.#false.push(`from ${from}, which was up`);
    }
    this.#events = events.length;
    await this.#judgeMissed();
  }

  async #judgeMissed(): Promise<void> {
    const { moves } = this.#world;
    const route = await this.#route();
    const nowMs = moves.clock.monotonicMs();
    const writer = await this.#writer();
    const standby = route.regions.find((region) => region !== writer) ?? '';
    const isNeeded =
      route.phase === 'steady' && moves.isDown(writer) && !moves.isDown(standby) && this.#well(standby);
    if (!isNeeded) {
      this.#neededMs = undefined;
      return;
    }
    this.#neededMs ??= nowMs;
    if (nowMs - this.#neededMs !== NEEDED_MS) return;
    this.#missed.push(`from ${writer}, which had been down for ${String(NEEDED_MS / 1_000)} s`);
  }

  /** How many observers can't see a region for their own sake. */
  #blind(region: string): number {
    return samplePolicy.observers.filter(({ name }) => this.#world.seen.has(`${name} ${region}`)).length;
  }

  /** Whether two observers live, run, reach the control store and see the standby. */
  #well(standby: string): boolean {
    const well = samplePolicy.observers.filter(({ name }) => {
      const living = this.#living.get(name);
      const paused = this.#outages.some((outage) => outage.what === 'paused' && outage.observer === name);
      return (
        living !== undefined &&
        !paused &&
        !this.#world.cut.has(name) &&
        !this.#world.seen.has(`${name} ${standby}`)
      );
    });
    return well.length >= 2;
  }
}
