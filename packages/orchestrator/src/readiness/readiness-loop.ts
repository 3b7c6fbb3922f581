import { setMaxListeners } from 'node:events';
import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { Readiness, ReadinessReport } from '@understudy/findings';

export interface ReadinessLoopOptions {
  readonly observer: string;
  readonly evaluate: (signal: AbortSignal) => Promise<Readiness>;
  /** Whether this orchestrator may look now: it leads, and nothing is wrong. */
  readonly mayWork: () => boolean;
  /** The report that is stored; absent: none is. */
  readonly stored: () => Pick<ReadinessReport, 'atMs' | 'verdict'> | undefined;
  readonly control: Pick<ControlStore, 'putReadiness'>;
  readonly clock: Clock;
  readonly onReport: (report: ReadinessReport) => void;
}

/** From one evaluation to the next, whichever orchestrator made the last one, in ms. */
const EVERY_MS = 60_000;
/** The same while the last one did not pass: what a person has put right shows soon. */
const AGAIN_MS = 10_000;
/** Orchestrators that start together report one after the other, in ms. */
const SETTLE_MS = 5_000;
/** How often it looks whether one is due, in ms. */
const LOOK_EVERY_MS = 1_000;

/** Evaluates readiness while nothing is wrong, and keeps it in the control store. Never throws. */
export class ReadinessLoop {
  readonly #options: ReadinessLoopOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  /** Monotonic ms: a store that does not take a report must not be asked at each look. */
  #lastMs = -Infinity;

  constructor(options: ReadinessLoopOptions) {
    this.#options = options;
  }

  start(): void {
    // Several for each link of a dry run.
    setMaxListeners(0, this.#stopping.signal);
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#stopping;
    for (let pauseMs = SETTLE_MS; !signal.aborted; pauseMs = LOOK_EVERY_MS) {
      const ended = await clock.sleep(pauseMs, signal).then(
        () => false,
        () => true,
      );
      if (ended || !this.#isDue()) continue;
      this.#lastMs = clock.monotonicMs();
      await this.#evaluate(signal).catch(() => undefined);
    }
  }

  #isDue(): boolean {
    const { clock, mayWork, stored } = this.#options;
    const last = stored();
    const everyMs = last === undefined || last.verdict === 'passed' ? EVERY_MS : AGAIN_MS;
    if (!mayWork() || clock.monotonicMs() - this.#lastMs < everyMs) return false;
    const ageMs = clock.wallMs() - (last?.atMs ?? -Infinity);
    // One from the future was stored by a wrong clock.
    return ageMs >= everyMs || ageMs < 0;
  }

  async #evaluate(signal: AbortSignal): Promise<void> {
    const { observer, evaluate, clock, control, onReport } = this.#options;
    const atMs = clock.wallMs();
    const report: ReadinessReport = { by: observer, atMs, ...(await evaluate(signal)) };
    // What was found while a move began says nothing.
    if (!this.#options.mayWork()) return;
    onReport(report);
    await control.putReadiness(report);
  }
}
