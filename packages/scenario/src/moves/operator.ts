import { isUnderstudyError, retry, systemRandomness, waitFor, type Clock } from '@understudy/core';
import type { DrivenMoveReport, FailoverIntent, Mover } from '@understudy/moves';
import { otherRegion, type Route, type RouteStore } from '@understudy/route';
import type { LocalCloud } from '@understudy/sandbox';
import { ScenarioError } from '../errors.ts';
import { awaitRegionGone } from '@understudy/observers';

export interface OperatorOptions {
  readonly cloud: LocalCloud;
  readonly mover: Mover;
  readonly store: RouteStore;
  readonly clock: Clock;
  readonly elapsedMs: () => number;
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** How far behind the links are made before the writer is killed, so that its death leaves something missing. */
export const MADE_LAG_MS = 2_000;

/** How often the reconciliation ticks while it has nothing to do. */
const RECONCILE_EVERY_MS = 500;

/** Why a failover may be refused that a person may still want. */
const LAG: ReadonlySet<string> = new Set(['UND_MOVES_LAG_TOO_HIGH', 'UND_MOVES_LAG_UNKNOWN']);

/** Why a move may be refused now and not a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'UND_MOVES_REGION_UNHEALTHY',
  'UND_MOVES_TAIL_UNSETTLED',
  'UND_ROUTE_STORE_UNREACHABLE',
]);
const NONE: ReadonlySet<string> = new Set();
const MOST_ASKINGS = 20;

/** Done by hand in a service without an orchestrator: what kills, moves and mends, in sentences as it goes. */
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

  /** Holds back the stream of a region for the links that read it, until the region is killed. */
  slowStream(region: string, ms: number): void {
    const { cloud, say } = this.#options;
    cloud.region(region).faults.add({ kind: 'latency', ms, operations: ['GetRecords'] });
    say(
      `The stream of ${region} is slowed down by ${String(ms / 1_000)} s, so that its death leaves something missing.`,
    );
  }

  /** @returns when it was dead, in milliseconds since the drill began */
  async kill(region: string): Promise<number> {
    const { cloud, say, elapsedMs } = this.#options;
    const local = cloud.region(region);
    const { pid } = local;
    await local.kill();
    const killedMs = elapsedMs();
    await local.faults.liftAll();
    say(`${region} was killed: kill -9 of its process ${String(pid)}.`);
    return killedMs;
  }

  /** @returns when the region was found gone, in milliseconds since the drill began */
  async notice(region: string): Promise<number> {
    const { cloud, clock, say, signal, elapsedMs } = this.#options;
    await awaitRegionGone({ region, endpoint: cloud.region(region).endpoint, clock, signal });
    say(`Noticed: ${region} did not answer three looks in a row.`);
    return elapsedMs();
  }

  async failOver(from: string): Promise<DrivenMoveReport> {
    const { mover, say, signal } = this.#options;
    const to = await this.other(from);
    say(`Failing over from ${from} to ${to}:`);
    const intent: FailoverIntent = { to, reason: `${from} did not answer three looks in a row` };
    const report = await this.#insist(() => mover.failover(intent, signal)).catch((error: unknown) => {
      if (!isUnderstudyError(error) || !LAG.has(error.code)) throw error;
      say(`  ${error.message}`);
      say('  overridden: with the writer dead the lag only grows, and what is missing will be merged.');
      const override = { by: 'the drill', why: 'the writer is dead' };
      return this.#insist(() => mover.failover({ ...intent, override }, signal));
    });
    return this.#promoted(report);
  }

  async switchOver(to: string): Promise<DrivenMoveReport> {
    const { mover, say, signal } = this.#options;
    say(`Switching over to ${to}, as planned:`);
    return this.#promoted(
      await this.#insist(() => mover.switchover({ to, reason: 'the drill' }, signal), LAG),
    );
  }

  isDead(region: string): boolean {
    return this.dead.includes(region);
  }

  async restore(region: string): Promise<void> {
    const { cloud, say } = this.#options;
    say(`${region} comes back, with all that it had on disk.`);
    await cloud.region(region).restart();
  }

  /**
   * Waits until everything that a region had acknowledged before it was left is settled, and nothing of it can come
   * late any more; `reconcileMerging` sees to it.
   * @returns how long the settling took, in milliseconds
   */
  async untilMerged(region: string, limitMs: number): Promise<number> {
    const { clock, elapsedMs, signal } = this.#options;
    const startedMs = elapsedMs();
    let settledMs: number | undefined;
    const waited = await waitFor(
      async () => {
        const entry = (await this.#route()).merging.find((each) => each.region === region);
        if (entry?.tail !== 'unsettled') settledMs ??= elapsedMs();
        return entry === undefined;
      },
      { clock, everyMs: 200, limitMs, signal },
    );
    if (waited.met) return (settledMs ?? elapsedMs()) - startedMs;
    throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
      what: `The tail of ${region} was not merged within ${String(limitMs / 1_000)} s; it was waiting for ${this.#waitingFor}.`,
      details: { waitingFor: this.#waitingFor },
    });
  }

  /**
   * Waits until no move is under way and nothing is merging. (Whoever asks the links for a barrier before that takes
   * the place of the one that the merging waits for.)
   * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
   */
  async untilCalm(limitMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    const waited = await waitFor(
      async () => {
        const { phase, merging } = await this.#route();
        return phase === 'steady' && merging.length === 0;
      },
      { clock, everyMs: 200, limitMs, signal },
    );
    if (waited.met) return;
    throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
      what: `The service did not come to rest within ${String(limitMs / 1_000)} s; it was waiting for ${this.#waitingFor}.`,
      details: { waitingFor: this.#waitingFor },
    });
  }

  /** Regions of the service that are not running. */
  get dead(): readonly string[] {
    return this.#options.cloud.regions.filter(({ state }) => state !== 'running').map(({ name }) => name);
  }

  /** Reconciles between moves until the signal is aborted: tails are settled, `merging` is emptied. */
  async reconcileMerging(): Promise<void> {
    const { mover, clock, signal } = this.#options;
    while (!signal.aborted) {
      const ticked = await mover.reconcileMerging(signal).catch(() => undefined);
      this.#waitingFor = ticked === undefined ? 'the control store' : (ticked.waitingFor ?? '');
      await clock.sleep(ticked?.pauseMs ?? RECONCILE_EVERY_MS, signal).catch(() => undefined);
    }
  }

  /** Asks again for a move that was refused for how things are at the moment, as whoever is in charge would. */
  async #insist(move: () => Promise<DrivenMoveReport>, alsoPassing = NONE): Promise<DrivenMoveReport> {
    const { clock, say, signal } = this.#options;
    return retry(move, {
      clock,
      randomness: systemRandomness,
      signal,
      attempts: MOST_ASKINGS,
      firstMs: 500,
      mostMs: 2_000,
      shouldRetry: (error) => {
        const passing = isUnderstudyError(error) && (PASSING.has(error.code) || alsoPassing.has(error.code));
        if (passing) say(`  refused for now: ${error.message}`);
        return passing;
      },
    });
  }

  /** A busy machine may let a read of the control store time out; it is read again. */
  async #route(): Promise<Route> {
    const { store, clock, signal } = this.#options;
    const { route } = await retry(() => store.read(signal), {
      clock,
      randomness: systemRandomness,
      signal,
      attempts: 20,
      firstMs: 50,
      mostMs: 500,
      shouldRetry: (error) => isUnderstudyError(error, 'UND_ROUTE_STORE_UNREACHABLE'),
    });
    return route;
  }

  #promoted(report: DrivenMoveReport): DrivenMoveReport {
    if (report.outcome === 'promoted') return report;
    const why = report.outcome === 'aborted' ? report.abortReason?.what : undefined;
    throw new ScenarioError('UND_SCENARIO_MOVE_FAILED', {
      what: `The move to ${report.to} was ${report.outcome}: ${why ?? 'no reason was given'}.`,
      details: { report },
    });
  }
}
