import type { PlannedStep } from './plan-move.ts';
import type { StepName, StepTaken } from './types.ts';

/** The steps of a move while it is driven, for its report. */
export class MoveNotes {
  readonly #startedMs: number;
  readonly #taken: { readonly step: StepName; readonly fromMs: number }[] = [];

  /** `nowMs` is monotonic, as everywhere here. */
  constructor(nowMs: number) {
    this.#startedMs = nowMs;
  }

  /** Notes that `step` begins, unless it is the one under way; recording it in the route belongs to the step recorded. */
  begin(step: PlannedStep['do'] | 'claim', nowMs: number): void {
    if (step === 'record' || this.#taken.at(-1)?.step === step) return;
    this.#taken.push({ step, fromMs: nowMs });
  }

  steps(nowMs: number): readonly StepTaken[] {
    return this.#taken.map(({ step, fromMs }, at) => ({
      step,
      tookMs: (this.#taken[at + 1]?.fromMs ?? nowMs) - fromMs,
    }));
  }

  tookMs(nowMs: number): number {
    return nowMs - this.#startedMs;
  }
}
