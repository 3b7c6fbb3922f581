import { isUnderstudyError, waitFor, type Clock } from '@understudy/core';
import type { DrivenMoveReport, FailoverIntent, Mover } from '@understudy/moves';
import { otherRegion, type Route, type RouteStore } from '@understudy/route';
import { ScenarioError } from '../errors.ts';
import { readRoute } from './read-route.ts';
import { retryMove } from './retry-move.ts';

export interface OperatorOptions {
  readonly mover: Mover;
  readonly routeStore: RouteStore;
  readonly clock: Clock;
  readonly elapsedMs: () => number;
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** How often the operator looks whether anything is merging, while nothing is. */
const IDLE_MS = 500;

/** Refusals that a person may override. */
const LAG: ReadonlySet<string> = new Set(['UND_MOVES_LAG_TOO_HIGH', 'UND_MOVES_LAG_UNKNOWN']);

/** Moves the writer and reconciles what is merging: what an orchestrator does, or a person without one. */
export class Operator {
  readonly #options: OperatorOptions;
  #waitingFor = '';

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

  /** Fails over from a dead region; a lag that is too high is overridden. @throws ScenarioError `UND_SCENARIO_MOVE_FAILED` */
  async failOver(from: string): Promise<DrivenMoveReport> {
    const { mover, say, signal } = this.#options;
    const to = await this.other(from);
    say(`Failing over from ${from} to ${to}:`);
    const intent: FailoverIntent = { to, reason: `${from} did not answer three looks in a row` };
    const report = await retryMove(() => mover.failover(intent, signal), this.#options).catch(
      (error: unknown) => {
        if (!isUnderstudyError(error) || !LAG.has(error.code)) throw error;
        say(`  ${error.message}`);
        say('  overridden: with the writer dead the lag only grows, and what is missing will be merged.');
        const override = { by: 'the drill', why: 'the writer is dead' };
        return retryMove(() => mover.failover({ ...intent, override }, signal), this.#options);
      },
    );
    return requirePromoted(report);
  }

  /** @throws ScenarioError `UND_SCENARIO_MOVE_FAILED` */
  async switchOver(to: string): Promise<DrivenMoveReport> {
    const { mover, say, signal } = this.#options;
    say(`Switching over to ${to}, as planned:`);
    const move = () => mover.switchover({ to, reason: 'the drill' }, signal);
    return requirePromoted(await retryMove(move, { ...this.#options, alsoPassing: LAG }));
  }

  /**
   * Waits until every write that a region had acknowledged before it was left is merged, and no request to it can
   * still be applied; `reconcile` does that.
   * @returns how long the merging took, in milliseconds
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async awaitMerged(region: string, limitMs: number): Promise<number> {
    const { elapsedMs } = this.#options;
    const startedMs = elapsedMs();
    let mergedMs: number | undefined;
    await this.#await(limitMs, ({ merging }) => {
      const entry = merging.find((each) => each.region === region);
      if (entry?.tail !== 'unsettled') mergedMs ??= elapsedMs();
      return entry === undefined;
    });
    return (mergedMs ?? elapsedMs()) - startedMs;
  }

  /**
   * Waits until no move is running and nothing is merging. (A barrier that is requested earlier replaces the one that
   * the merging waits for.)
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async awaitSteady(limitMs: number): Promise<void> {
    await this.#await(limitMs, ({ phase, merging }) => phase === 'steady' && merging.length === 0);
  }

  /** Reconciles what is merging until the signal is aborted. */
  async reconcile(): Promise<void> {
    const { mover, clock, signal } = this.#options;
    while (!signal.aborted) {
      const report = await mover.reconcileMerging(signal).catch(() => undefined);
      this.#waitingFor = report === undefined ? 'the control store' : (report.waitingFor ?? '');
      await clock.sleep(report?.pauseMs ?? IDLE_MS, signal).catch(() => undefined);
    }
  }

  async #await(limitMs: number, condition: (route: Route) => boolean): Promise<void> {
    const { clock, signal } = this.#options;
    const waited = await waitFor(async () => condition(await this.#route()), {
      clock,
      everyMs: 200,
      limitMs,
      signal,
    });
    if (waited.met) return;
    throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
      what: `Timed out after ${String(limitMs / 1_000)} s waiting for ${this.#waitingFor}.`,
      details: { waitingFor: this.#waitingFor },
    });
  }

  #route(): Promise<Route> {
    return readRoute(this.#options);
  }
}

function requirePromoted(report: DrivenMoveReport): DrivenMoveReport {
  if (report.outcome === 'promoted') return report;
  const why = report.outcome === 'aborted' ? report.abortReason?.what : undefined;
  throw new ScenarioError('UND_SCENARIO_MOVE_FAILED', {
    what: `The move to ${report.to} was ${report.outcome}: ${why ?? 'no reason was given'}.`,
    details: { report },
  });
}
