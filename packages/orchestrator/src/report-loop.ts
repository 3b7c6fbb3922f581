import type { Clock } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { ObserverReport } from '@understudy/findings';

export interface ReportLoopOptions {
  readonly facts: Pick<ObserverReport, 'observer' | 'place' | 'instance' | 'version' | 'topology'>;
  readonly control: Pick<ControlStore, 'writeReport'>;
  readonly look: (storeAnswers: boolean) => Pick<ObserverReport, 'regions' | 'doubts' | 'alerts' | 'decided'>;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Tells the others what this observer sees: regularly, and as soon as its opinion changes. */
export class ReportLoop {
  readonly #options: ReportLoopOptions;
  readonly #stopping = new AbortController();
  #sequence = 0;
  #failing = false;
  #wake = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: ReportLoopOptions) {
    this.#options = options;
  }

  /** Whether the last report was stored. */
  get stored(): boolean {
    return !this.#failing;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Reports without waiting for the next time. */
  hurry(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, everyMs } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // A change while the report is under way is not in it: then the sleep ends at once.
      this.#wake = new AbortController();
      const woken = AbortSignal.any([signal, this.#wake.signal]);
      await this.#report(signal);
      await clock.sleep(everyMs, woken).catch(() => undefined);
    }
  }

  async #report(signal: AbortSignal): Promise<void> {
    const { facts, control, look, clock } = this.#options;
    this.#sequence += 1;
    const report = { ...facts, sequence: this.#sequence, atMs: clock.wallMs(), ...look(!this.#failing) };
    try {
      await control.writeReport(report, signal);
      this.#note(false);
    } catch (error) {
      if (!signal.aborted) this.#note(true, error);
    }
  }

  #note(failing: boolean, error?: unknown): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    const what = error instanceof Error ? error.message : undefined;
    this.#options.onEvent(failing ? 'report.failed' : 'report.stored', { what });
  }
}
