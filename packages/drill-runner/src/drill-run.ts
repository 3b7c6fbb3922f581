import type { DrillRecord, DrillRunOptions, Scenario, StoppedEarly, WriteAccount } from '@understudy/drills';
import type { ScenarioRun } from '@understudy/scenario';
import type { DrillLog } from './drill-log.ts';
import { accountFor } from './end/account-for.ts';
import { cleanUp } from './end/clean-up.ts';
import { countMissing } from './end/count-missing.ts';
import { measure } from './end/measure.ts';
import { sliceTraffic } from './end/slice-traffic.ts';
import { RunningTimeline } from './events/running-timeline.ts';
import { readParts } from './stage/read-parts.ts';
import type { Stage } from './stage/stage.ts';
import { startStage } from './stage/start-stage.ts';
import { awaitSteady } from './watch/await-steady.ts';
import { RouteWatch } from './watch/route-watch.ts';
import { watchDrill } from './watch/watch-drill.ts';

/** One run of a scenario: what it has found so far is its record at any time. */
export class DrillRun {
  readonly #scenario: Scenario;
  readonly #run: ScenarioRun;
  readonly #log: DrillLog;
  readonly #startedMs: number;
  #stage: Stage | undefined;
  #routes: RouteWatch | undefined;
  #stopped: StoppedEarly | undefined;
  #writerBefore: string | undefined;
  #faultsBeganMs: number | undefined;
  #trafficEndedMs: number | undefined;
  #missingAtPromotion: number | undefined;
  #mergedMs: number | undefined;
  #account: WriteAccount | undefined;

  constructor(scenario: Scenario, run: ScenarioRun, log: DrillLog) {
    this.#scenario = scenario;
    this.#run = run;
    this.#log = log;
    this.#startedMs = run.clock.wallMs();
  }

  /** Carries the scenario out. @throws what keeps it from being carried out, and the signal's reason */
  async carryOut(): Promise<void> {
    const scenario = this.#scenario;
    const log = this.#log;
    const stage = await startStage(this.#run, scenario, log);
    this.#stage = stage;
    log.note('phase', `Traffic: ${String(scenario.load.perSecond)} requests per second.`);
    stage.workload.start();
    const missing = await awaitSteady(stage, scenario.steady);
    if (missing !== undefined) {
      this.#stop({ by: 'not-steady', why: `the steady state was not reached: ${missing}.` });
      return;
    }
    const parts = await readParts(stage);
    const timeline = new RunningTimeline(scenario.timeline, stage, parts, log);
    const ending = new AbortController();
    const routes = this.#watchRoutes(stage, AbortSignal.any([stage.signal, ending.signal]));
    this.#writerBefore = parts.writer.name;
    const fromMs = stage.elapsedMs();
    this.#faultsBeganMs = fromMs;
    log.note('phase', `Steady: ${parts.writer.name} is the writer. The timeline begins.`);
    const onPromoted = async () => {
      const [promotion] = routes.promotions;
      if (promotion !== undefined) this.#missingAtPromotion = await countMissing(stage, promotion.to);
    };
    const stopped = await watchDrill({ scenario, stage, log, timeline, routes, fromMs, onPromoted });
    ending.abort();
    if (stopped !== undefined) {
      this.#stop(stopped);
      return;
    }
    this.#mergedMs = await cleanUp(scenario, stage, parts.writer.name, timeline, log);
    this.#trafficEndedMs = stage.elapsedMs();
    this.#account = await accountFor(stage, log);
  }

  /** The drill was ended from outside. */
  interrupt(): void {
    this.#stopped = { by: 'interrupt', why: 'the drill was interrupted.' };
  }

  /** Whether writes are lost or can't be explained, so that the journal is worth keeping. */
  get isSuspicious(): boolean {
    const { missing = [], unexplained = [] } = this.#account ?? {};
    return missing.length + unexplained.length > 0;
  }

  record(seed: DrillRunOptions['seed']): DrillRecord {
    const entries = this.#stage?.journal.entries ?? [];
    const { elapsedMs } = this.#run;
    const faultsBeganMs = this.#faultsBeganMs;
    return {
      seed,
      startedMs: this.#startedMs,
      tookMs: Math.round(elapsedMs()),
      ...(this.#stopped !== undefined && { stopped: this.#stopped }),
      ...(faultsBeganMs !== undefined && { faultsBeganMs: Math.round(faultsBeganMs) }),
      moments: this.#log.moments,
      faults: this.#log.faults,
      traffic: sliceTraffic(entries),
      measured: measure({
        entries,
        faultsBeganMs,
        trafficEndedMs: this.#trafficEndedMs ?? elapsedMs(),
        writerBefore: this.#writerBefore,
        promotions: this.#routes?.promotions ?? [],
        claimsMs: [...(this.#routes?.claims.values() ?? [])],
        missingAtPromotion: this.#missingAtPromotion,
        mergedMs: this.#mergedMs,
        account: this.#account,
      }),
    };
  }

  #watchRoutes(stage: Stage, signal: AbortSignal): RouteWatch {
    const { clock, elapsedMs, service } = stage;
    const note = (what: string) => {
      this.#log.note('route', what);
    };
    const routes = new RouteWatch({ routeStore: service.routeStore, clock, elapsedMs, note, signal });
    this.#routes = routes;
    void routes.run();
    return routes;
  }

  #stop(stopped: StoppedEarly): void {
    this.#stopped = stopped;
    this.#log.note('phase', `Stopped: ${stopped.why}`);
  }
}
