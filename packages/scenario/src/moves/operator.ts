import { waitFor, type Clock, type Randomness } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { Intent, IntentAction } from '@understudy/findings';
import { otherRegion, type Route, type RouteStore } from '@understudy/route';
import { ScenarioError } from '../errors.ts';
import { readRoute } from './read-route.ts';

export interface OperatorOptions {
  readonly control: Pick<ControlStore, 'read' | 'createIntent'>;
  readonly routeStore: RouteStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly elapsedMs: () => number;
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 100;
/** On a busy machine, with the waits that the limits ask for. */
const FAILOVER_LIMIT_MS = 60_000;
const SWITCHOVER_LIMIT_MS = 60_000;
/** How often a switchover is asked for that is refused for a state that passes. */
const ATTEMPTS = 20;
const PAUSE_MS = 1_000;

/** Refusals for a state that may be over a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'UND_MOVES_REGION_UNHEALTHY',
  'UND_MOVES_TAIL_UNSETTLED',
  'UND_MOVES_LAG_TOO_HIGH',
  'UND_MOVES_LAG_UNKNOWN',
  'UND_ROUTE_STORE_UNREACHABLE',
]);

/** A failover that the orchestrators made. */
export interface NoticedFailover {
  /** After it. */
  readonly epoch: number;
  /** When they decided, in milliseconds since the run began. */
  readonly decidedMs: number;
}

/** A person in front of a service that orchestrators run: reads the route, and asks them for moves. */
export class Operator {
  readonly #options: OperatorOptions;

  constructor(options: OperatorOptions) {
    this.#options = options;
  }

  /** The writer now, or the region that is being left. */
  async writer(): Promise<string> {
    const route = await this.#route();
    return route.phase === 'steady' ? route.writer : route.from;
  }

  async other(region: string): Promise<string> {
    return otherRegion(await this.#route(), region);
  }

  /**
   * Waits until the orchestrators have failed over from a dead region; they find that out by themselves.
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async awaitFailover(from: string): Promise<NoticedFailover> {
    const { control, clock, elapsedMs, signal } = this.#options;
    const { epoch } = await this.#await(
      FAILOVER_LIMIT_MS,
      'the orchestrators to fail over',
      (now) => now.phase === 'steady' && now.writer !== from,
    );
    const { intents } = await control.read(signal);
    const decided = intents.filter(({ action }) => action.kind === 'failover').map(({ atMs }) => atMs);
    return { epoch, decidedMs: elapsedMs() - (clock.wallMs() - Math.max(...decided)) };
  }

  /**
   * Asks the orchestrators for a switchover, again while it is refused for a state that passes.
   * @returns the epoch after it
   * @throws ScenarioError `UND_SCENARIO_MOVE_FAILED`, `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async switchOver(to: string): Promise<number> {
    const { clock, say, signal } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const { state, outcome } = await this.#carryOut({ kind: 'switchover', to });
      if (state === 'done' || state === 'unverified') return (await this.#route()).epoch;
      const what = outcome?.what ?? 'no reason was given';
      if (!PASSING.has(outcome?.code ?? '') || attempt === ATTEMPTS) {
        throw new ScenarioError('UND_SCENARIO_MOVE_FAILED', {
          what: `The move to ${to} was ${state}: ${what}`,
          details: { to, state, outcome },
        });
      }
      say(`  refused for now: ${what}`);
      await clock.sleep(PAUSE_MS, signal);
    }
  }

  /**
   * Waits until every write that a region had acknowledged before it was left is merged, and no request to it can
   * still be applied; the orchestrators see to that.
   * @returns how long the merging took, in milliseconds
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async awaitMerged(region: string, limitMs: number): Promise<number> {
    const { clock } = this.#options;
    const startedMs = clock.monotonicMs();
    let mergedMs: number | undefined;
    await this.#await(limitMs, `the writes of ${region} to be merged`, ({ merging }) => {
      const entry = merging.find((each) => each.region === region);
      if (entry?.tail !== 'unsettled') mergedMs ??= clock.monotonicMs();
      return entry === undefined;
    });
    return (mergedMs ?? clock.monotonicMs()) - startedMs;
  }

  /**
   * Waits until no move is running and nothing is merging. (A barrier that is requested earlier replaces the one that
   * the merging waits for.)
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async awaitSteady(limitMs: number): Promise<void> {
    await this.#await(
      limitMs,
      'the end of moves and of merging',
      ({ phase, merging }) => phase === 'steady' && merging.length === 0,
    );
  }

  /** @returns the intent as it ended */
  async #carryOut(action: IntentAction): Promise<Intent> {
    const { control, clock, randomness, signal } = this.#options;
    const atMs = clock.wallMs();
    const id = `drill-${randomness.unique()}`;
    const facts = { by: 'the drill', reason: 'the drill switches back as planned', revision: 1 };
    const untilMs = atMs + SWITCHOVER_LIMIT_MS;
    await control.createIntent({ ...facts, id, action, atMs, untilMs, state: 'open' });
    const ended = async () => {
      const { intents } = await control.read(signal);
      return intents.find((intent) => intent.id === id && intent.outcome !== undefined);
    };
    const waited = await waitFor(ended, { clock, everyMs: EVERY_MS, limitMs: SWITCHOVER_LIMIT_MS, signal });
    if (waited.met) return waited.value;
    throw timedOut(SWITCHOVER_LIMIT_MS, `the orchestrators to carry out intent ${id}`);
  }

  async #await(limitMs: number, what: string, condition: (route: Route) => boolean): Promise<Route> {
    const { clock, signal } = this.#options;
    const look = async () => {
      const route = await this.#route();
      return condition(route) && route;
    };
    const waited = await waitFor(look, { clock, everyMs: EVERY_MS, limitMs, signal });
    if (waited.met) return waited.value;
    throw timedOut(limitMs, what);
  }

  #route(): Promise<Route> {
    return readRoute(this.#options);
  }
}

function timedOut(limitMs: number, what: string): ScenarioError {
  return new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `Timed out after ${String(limitMs / 1_000)} s waiting for ${what}.`,
    details: { waitingFor: what },
  });
}
