import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError, limitTime, systemClock, type Clock } from '@understudy/core';
import { FENCE_TABLE } from '@understudy/links';
import { SERVICE_KEY } from '@understudy/route';
import { ServiceError } from '../errors.ts';
import type { OpenedService } from '../open-service.ts';
import { regionError } from '../region-error.ts';
import { problemOfError, type HealthProblem } from './health-problem.ts';

/** Time between two probes of a region, in ms. */
export const PROBE_EVERY_MS = 1_000;
/** Time limit of a probe, in ms. */
export const PROBE_LIMIT_MS = 1_500;
/** A region that answered before is lost after this many failed probes in a row. */
const LOST_AFTER = 2;
/** A region that comes and goes is reported no more often than this, in ms. */
const REPORT_EVERY_MS = 10_000;
/** Without a finished probe for this long, in ms, the process hangs. */
const STALLED_AFTER_MS = 30_000;

export interface RegionMonitorOptions {
  readonly service: Pick<OpenedService, 'topology' | 'regions' | 'dataClient'>;
  /** One that does not keep the process alive, unless given. */
  readonly clock?: Clock;
  /** Gets `region.lost`, with how many probes in a row failed, and `region.regained`. */
  readonly onEvent?: (name: string, facts: Readonly<Record<string, unknown>>) => void;
}

interface RegionState {
  failed: number;
  hasAnswered: boolean;
  problem?: HealthProblem;
  reported?: { readonly atMs: number; readonly code: string | undefined };
}

/**
 * Probes both data regions once a second, with traffic or without, so that a dead one shows within five seconds and a
 * recovered one likewise. A probe reads the fence without strong consistency: half a read unit, 1.3 million read units
 * a region and month.
 */
export class RegionMonitor {
  readonly #options: RegionMonitorOptions;
  readonly #clock: Clock;
  readonly #states: ReadonlyMap<string, RegionState>;
  readonly #ender = new AbortController();
  #finishedMs: number;
  #looking: Promise<unknown> | undefined;
  #loops: Promise<unknown> | undefined;

  constructor(options: RegionMonitorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock({ keepAlive: false });
    this.#states = new Map(
      options.service.regions.map((region) => [region, { failed: 0, hasAnswered: false }]),
    );
    this.#finishedMs = this.#clock.monotonicMs();
  }

  /** Probes each region once, and reports nothing yet: beside what a start has to wait for anyway. Never throws. */
  async look(): Promise<void> {
    this.#looking ??= Promise.all([...this.#states.keys()].map((region) => this.#probe(region)));
    await this.#looking;
  }

  /** Reports what the first probes found, then goes on in the background until `stop`. Never throws. */
  async start(): Promise<void> {
    await this.look();
    if (this.#loops !== undefined) return;
    for (const [region, state] of this.#states) this.#report(region, state);
    this.#loops = Promise.all([...this.#states.keys()].map((region) => this.#watch(region)));
  }

  async stop(): Promise<void> {
    this.#ender.abort(new Error('The monitor was stopped.'));
    await this.#loops;
  }

  /** What is wrong with the regions now, in the topology's order. */
  problems(): readonly HealthProblem[] {
    return [...this.#states.values()].flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  }

  /** What a restart of the process may help: nothing of it has finished for half a minute. */
  stalled(): readonly HealthProblem[] {
    const forMs = this.#clock.monotonicMs() - this.#finishedMs;
    if (forMs < STALLED_AFTER_MS) return [];
    const what = `No probe of a region has finished for ${Math.round(forMs / 1_000)} s.`;
    return [problemOfError(new ServiceError('UND_SERVICE_PROCESS_STALLED', { what }))];
  }

  async #watch(region: string): Promise<void> {
    const { signal } = this.#ender;
    for (;;) {
      try {
        await this.#clock.sleep(PROBE_EVERY_MS, signal);
      } catch {
        return;
      }
      await this.#probe(region);
      const state = this.#states.get(region);
      if (state !== undefined && !signal.aborted) this.#report(region, state);
    }
  }

  async #probe(region: string): Promise<void> {
    const state = this.#states.get(region);
    if (state === undefined) return;
    const problem = await this.#ask(region);
    this.#finishedMs = this.#clock.monotonicMs();
    if (this.#ender.signal.aborted) return;
    if (problem === undefined) {
      state.failed = 0;
      state.hasAnswered = true;
      delete state.problem;
    } else {
      state.failed += 1;
      if (state.failed >= LOST_AFTER || !state.hasAnswered) state.problem = problem;
    }
  }

  async #ask(region: string): Promise<HealthProblem | undefined> {
    const { service } = this.#options;
    const client = service.dataClient(region);
    const command = new GetItemCommand({
      TableName: FENCE_TABLE,
      Key: { [SERVICE_KEY]: { S: service.topology.service } },
    });
    const asked = { region, action: 'GetItem', table: FENCE_TABLE };
    try {
      const answer = await limitTime((abortSignal) => client.send(command, { abortSignal }), {
        clock: this.#clock,
        limitMs: PROBE_LIMIT_MS,
      });
      if (answer.met) return undefined;
      const late = new Error(`no answer within ${PROBE_LIMIT_MS} ms`);
      return problemOfError(regionError(asked, late), region);
    } catch (error) {
      return problemOfError(isUnderstudyError(error) ? error : regionError(asked, error), region);
    }
  }

  #report(region: string, state: RegionState): void {
    const { onEvent = () => {} } = this.#options;
    const { problem, reported } = state;
    if (problem?.code === reported?.code) return;
    const nowMs = this.#clock.monotonicMs();
    const isLost = problem !== undefined;
    if (isLost && reported !== undefined && nowMs - reported.atMs < REPORT_EVERY_MS) return;
    state.reported = { atMs: nowMs, code: problem?.code };
    if (isLost) onEvent('region.lost', { ...problem, probes: state.failed });
    else onEvent('region.regained', { region });
  }
}
