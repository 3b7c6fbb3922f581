import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { Route } from '@understudy/route';
import { FailoverJudge, type JudgedFailovers } from './failover-judge.ts';
import type { Outage } from './outage.ts';
import { OrchestratorWorld, type LivingOrchestrator } from './orchestrator-world.ts';
import { OutagesAt } from './outages-at.ts';
import { samplePolicy } from './sample-view.ts';

/** What several orchestrators made of a series of outages. */
export interface PlayedOutages extends JudgedFailovers {
  /** What the protocol forbids and happened. */
  readonly broken: readonly string[];
}

/** For how long outages are played, in ms: everything has come to rest by then. */
export const PLAYED_MS = 150_000;
const TICK_MS = 250;
const OBSERVERS = samplePolicy.observers.map(({ name }) => name);

/** Plays outages with three orchestrators on one clock, and judges each failover that came or did not. */
export async function playOutages(outages: readonly Outage[]): Promise<PlayedOutages> {
  return new Play(outages).run();
}

class Play {
  readonly #world = new OrchestratorWorld();
  readonly #outages: readonly Outage[];
  readonly #living = new Map<string, LivingOrchestrator>();
  readonly #judge = new FailoverJudge(OBSERVERS);
  #events = 0;

  constructor(outages: readonly Outage[]) {
    this.#outages = outages;
  }

  async run(): Promise<PlayedOutages> {
    await this.#world.begin();
    for (const name of OBSERVERS) this.#start(name);
    await this.#world.moves.clock.advance(2_000);
    for (let nowMs = 0; nowMs < PLAYED_MS; nowMs += TICK_MS) {
      const at = new OutagesAt(this.#outages, nowMs);
      this.#apply(at);
      await this.#world.moves.clock.advance(TICK_MS);
      await this.#look(nowMs, at);
    }
    await this.#world.end();
    return { ...this.#judge.judged, broken: this.#world.moves.broken };
  }

  #start(name: string): void {
    this.#living.set(name, this.#world.start(name, { settings: { pauseMs: 0 } }));
  }

  /** Brings the world to what the outages say of this moment. */
  #apply(at: OutagesAt): void {
    const { moves, seen, cut } = this.#world;
    moves.down.clear();
    seen.clear();
    cut.clear();
    for (const region of [REGION_A, REGION_B]) {
      if (at.isDown(region)) moves.down.add(region);
      for (const name of OBSERVERS) {
        const key = `${name} ${region}`;
        if (at.isThrottled(region) && !at.isDown(region)) seen.set(key, 'throttled');
        if (at.isBlind(name, region)) seen.set(key, 'unreachable');
      }
    }
    for (const name of OBSERVERS) {
      if (at.befalls('store', name)) cut.add(name);
      const living = this.#living.get(name);
      if (at.befalls('killed', name) && living !== undefined) {
        living.life.dead = true;
        this.#living.delete(name);
      }
      if (!at.befalls('killed', name) && living === undefined) this.#start(name);
      if (at.befalls('paused', name)) living?.process.pause();
      else living?.process.resume();
    }
  }

  async #look(nowMs: number, at: OutagesAt): Promise<void> {
    const { events } = this.#world.moves.telemetry;
    for (const { name, facts } of events.slice(this.#events)) {
      if (name === 'move.promoted') this.#judge.promoted(String(facts['from']), at);
    }
    this.#events = events.length;
    const { route } = await this.#world.moves.routes.read();
    const writer = writerOf(route);
    const standby = route.regions.find((region) => region !== writer) ?? writer;
    this.#judge.pass({ nowMs, at, writer, standby, steady: route.phase === 'steady' });
  }
}

/** The region that clients write to, or that a move leaves. */
function writerOf(route: Route): string {
  return route.phase === 'steady' ? route.writer : route.from;
}
