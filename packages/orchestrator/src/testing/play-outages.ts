import type { ManualClock } from '@understudy/core/testing';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
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

/** For how long the world is played after the last outage, in ms: everything has come to rest by then. */
const REST_MS = 50_000;
const TICK_MS = 250;
const OBSERVERS = samplePolicy.observers.map(({ name }) => name);

/** Plays outages with three orchestrators on one clock, and judges each failover that came or did not. */
export async function playOutages(
  outages: readonly Outage[],
  options: { readonly clock?: ManualClock } = {},
): Promise<PlayedOutages> {
  return new Play(outages, options).run();
}

/** For how long outages are played, in ms. */
export function playedMs(outages: readonly Outage[]): number {
  return Math.max(0, ...outages.map(({ atMs, forMs }) => atMs + forMs)) + REST_MS;
}

class Play {
  readonly #world: OrchestratorWorld;
  readonly #outages: readonly Outage[];
  readonly #living = new Map<string, LivingOrchestrator>();
  readonly #judge = new FailoverJudge(OBSERVERS);
  #events = 0;

  constructor(outages: readonly Outage[], options: { readonly clock?: ManualClock }) {
    this.#world = new OrchestratorWorld(options);
    this.#outages = outages;
  }

  async run(): Promise<PlayedOutages> {
    await this.#world.begin();
    for (const name of OBSERVERS) this.#start(name);
    await this.#world.moves.clock.advance(2_000);
    const untilMs = playedMs(this.#outages);
    for (let nowMs = 0; nowMs < untilMs; nowMs += TICK_MS) {
      const at = new OutagesAt(this.#outages, nowMs);
      this.#apply(at);
      await this.#world.moves.clock.advance(TICK_MS);
      this.#look(nowMs, at);
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

  #look(nowMs: number, at: OutagesAt): void {
    const { events } = this.#world.moves.telemetry;
    for (; this.#events < events.length; this.#events += 1) {
      const event = events[this.#events];
      if (event?.name === 'move.promoted') this.#judge.promoted(String(event.facts['from']), at);
    }
    const { route, writer } = this.#world;
    const standby = writer === REGION_A ? REGION_B : REGION_A;
    this.#judge.pass({ nowMs, at, writer, standby, steady: route?.phase !== 'moving' });
  }
}
