import type { ManualClock } from '@understudy/core/testing';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { FailoverJudge, type JudgedFailovers } from './failover-judge.ts';
import { MoveJudge } from './move-judge.ts';
import type { Outage } from './outage.ts';
import { OrchestratorWorld, type LivingOrchestrator } from './orchestrator-world.ts';
import { OutagesAt } from './outages-at.ts';
import { PersonalMoves } from './personal-moves.ts';
import { samplePolicy } from './sample-view.ts';

/** What several orchestrators made of a series of outages. */
export interface PlayedOutages extends JudgedFailovers {
  /** How often what happened, by its name: moves, how they ended, and what interrupted them. */
  readonly counts: ReadonlyMap<string, number>;
  /** What the protocol forbids and happened. */
  readonly broken: readonly string[];
}

/** For how long the world is played after the last outage, in ms: everything has come to rest by then. */
const REST_MS = 50_000;
/** The same where nothing is left to do: longer than a failover that is needed may take. */
const CALM_REST_MS = 25_000;
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
  readonly #persons: PersonalMoves;
  /** As given, and what befell the one that was struck. */
  readonly #outages: Outage[];
  readonly #living = new Map<string, LivingOrchestrator>();
  readonly #judge = new FailoverJudge(OBSERVERS);
  readonly #moves = new MoveJudge(OBSERVERS);
  readonly #begun = new Set<Outage>();
  readonly #counts = new Map<string, number>();
  #nowMs = 0;
  #events = 0;

  constructor(outages: readonly Outage[], options: { readonly clock?: ManualClock }) {
    this.#world = new OrchestratorWorld(options);
    this.#persons = new PersonalMoves(this.#world);
    this.#outages = [...outages];
  }

  async run(): Promise<PlayedOutages> {
    const world = this.#world;
    await world.begin();
    for (const name of OBSERVERS) this.#start(name);
    await world.moves.clock.advance(2_000);
    for (; this.#nowMs < playedMs(this.#outages) && !this.#isAtRest(); this.#nowMs += TICK_MS) {
      const at = new OutagesAt(this.#outages, this.#nowMs);
      this.#apply(at);
      await world.moves.clock.advance(TICK_MS);
      this.#look(at);
    }
    this.#moves.rest(world.route, (await world.control.read()).intents);
    await world.end();
    const broken = [...world.moves.broken, ...this.#moves.broken];
    return { ...this.#judge.judged, broken, counts: this.#counts };
  }

  #isAtRest(): boolean {
    if (this.#nowMs < playedMs(this.#outages) - REST_MS + CALM_REST_MS) return false;
    const { route } = this.#world;
    const isSteady = route === undefined || (route.phase === 'steady' && route.merging.length === 0);
    return isSteady && this.#persons.waiting === 0;
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  #start(name: string): void {
    const living = this.#world.start(name, { settings: { pauseMs: 0 } });
    this.#living.set(name, living);
    this.#world.taken.delete(name);
    living.life.onCall = () => {
      this.#strike(name, living);
    };
  }

  /** Strikes the one that carries out a move, where a strike is due at this call. */
  #strike(name: string, { life, process }: LivingOrchestrator): void {
    const sinceCalls = this.#world.taken.get(name);
    if (sinceCalls === undefined) return;
    for (const outage of this.#outages) {
      if (outage.what !== 'struck' || this.#begun.has(outage) || outage.atMs > this.#nowMs) continue;
      if (life.calls - sinceCalls !== outage.call) continue;
      this.#begun.add(outage);
      this.#count(outage.by === 'death' ? 'driver killed' : 'driver paused');
      const what = outage.by === 'death' ? 'killed' : 'paused';
      if (what === 'killed') life.end(outage.effect);
      else process.pause();
      this.#outages.push({ what, observer: name, atMs: this.#nowMs, forMs: TICK_MS + outage.forMs });
      return;
    }
  }

  /** Brings the world to what the outages say of this moment. */
  #apply(at: OutagesAt): void {
    const { moves, seen, cut, deaf } = this.#world;
    moves.down.clear();
    for (const state of [seen, cut, deaf]) state.clear();
    moves.witness = at.isWitnessAway ? 'away' : 'well';
    for (const region of [REGION_A, REGION_B]) this.#applyTo(region, at);
    for (const name of OBSERVERS) {
      if (at.isWitnessAway || at.befalls('store', name)) cut.add(name);
      if (at.befalls('deaf', name)) deaf.add(name);
      const living = this.#living.get(name);
      if (at.befalls('killed', name) && living !== undefined) {
        living.life.dead = true;
        this.#living.delete(name);
      }
      if (!at.befalls('killed', name) && living === undefined) this.#start(name);
      if (at.befalls('paused', name)) living?.process.pause();
      else living?.process.resume();
    }
    for (const outage of this.#outages) {
      if (outage.what !== 'switchover' || outage.atMs > this.#nowMs || this.#begun.has(outage)) continue;
      this.#begun.add(outage);
      this.#count(`switchover asked for through ${outage.through === 'mover' ? 'a mover' : 'an intent'}`);
      this.#persons.begin(outage);
    }
  }

  #applyTo(region: string, at: OutagesAt): void {
    const { moves, seen } = this.#world;
    if (at.isDown(region)) moves.down.add(region);
    for (const name of OBSERVERS) {
      const key = `${name} ${region}`;
      if (at.isSlow(region) && !at.isDown(region)) seen.set(key, 'slow');
      if (at.isThrottled(region) && !at.isDown(region)) seen.set(key, 'throttled');
      if (at.isBlind(name, region)) seen.set(key, 'unreachable');
    }
  }

  #look(at: OutagesAt): void {
    const { events } = this.#world.moves.telemetry;
    for (; this.#events < events.length; this.#events += 1) {
      const event = events[this.#events];
      if (event?.name !== 'move.promoted' && event?.name !== 'move.aborted') continue;
      const { kind, from } = event.facts;
      this.#count(`${String(kind)} ${event.name === 'move.promoted' ? 'completed' : 'aborted'}`);
      if (event.name === 'move.promoted' && kind === 'failover') this.#judge.promoted(String(from), at);
    }
    const { route, writer } = this.#world;
    const standby = writer === REGION_A ? REGION_B : REGION_A;
    const nowMs = this.#nowMs;
    this.#judge.pass({ nowMs, at, writer, standby, steady: route?.phase !== 'moving' });
    this.#moves.pass(nowMs, at, route);
  }
}
