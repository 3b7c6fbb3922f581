import type { Clock } from '@understudy/core';
import type { Mover } from '@understudy/moves';

export interface MergeLoopOptions {
  readonly mover: Pick<Mover, 'reconcileMerging'>;
  /** Whether this orchestrator may work on it now: it leads, and no move is under way here. */
  readonly mayWork: () => boolean;
  readonly clock: Clock;
}

/** How often it looks whether there is something to reconcile, in ms. */
const IDLE_MS = 1_000;

/** Reconciles what moves left behind, as long as its orchestrator leads. Never throws. */
export class MergeLoop {
  readonly #options: MergeLoopOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #waitingFor: string | undefined;

  constructor(options: MergeLoopOptions) {
    this.#options = options;
  }

  /** What the reconciliation waits for, for people. */
  get waitingFor(): string | undefined {
    return this.#waitingFor;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { mover, mayWork, clock } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let pauseMs = IDLE_MS;
      if (mayWork()) {
        const report = await mover.reconcileMerging(signal).catch(() => undefined);
        this.#waitingFor = report === undefined ? 'the control store' : report.waitingFor;
        pauseMs = report?.pauseMs ?? IDLE_MS;
      }
      await clock.sleep(pauseMs, signal).catch(() => undefined);
    }
  }
}
