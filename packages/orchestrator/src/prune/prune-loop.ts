import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import { planPruning } from './plan-pruning.ts';

export interface PruneLoopOptions {
  readonly control: Pick<ControlStore, 'read' | 'readIntents' | 'removeIntent' | 'removeAcknowledgement'>;
  readonly clock: Clock;
  /** Whether this orchestrator may work on it now: it leads, and no move is under way here. */
  readonly mayWork: () => boolean;
}

/** From one pass to the next, in ms. */
const EVERY_MS = 600_000;

/**
 * Removes what has outlived its use from the items that every tick reads, a few at a time, as long as its orchestrator leads. The
 * audit is never pruned. Never throws.
 */
export class PruneLoop {
  readonly #options: PruneLoopOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: PruneLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, mayWork } = this.#options;
    const { signal } = this.#stopping;
    for (;;) {
      await clock.sleep(EVERY_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      // What the store does not take now is left for the next pass.
      if (mayWork()) await this.#prune(signal).catch(() => undefined);
    }
  }

  async #prune(signal: AbortSignal): Promise<void> {
    const { control, clock, mayWork } = this.#options;
    const [state, intents] = await Promise.all([control.read(signal), control.readIntents(signal)]);
    const { intents: ended, acknowledgements } = planPruning({ intents, state, nowMs: clock.wallMs() });
    for (const { id, revision } of ended) {
      if (signal.aborted || !mayWork()) return;
      await control.removeIntent(id, revision);
    }
    for (const moveId of acknowledgements) {
      if (signal.aborted || !mayWork()) return;
      await control.removeAcknowledgement(moveId);
    }
  }
}
