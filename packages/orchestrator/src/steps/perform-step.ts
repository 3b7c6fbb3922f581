import type { MoveStep, MoveSteps } from '@understudy/findings';

/** One attempt at a step, and the move that it is a part of. */
export interface StepAttempt {
  readonly move: Pick<MoveSteps, 'of' | 'id' | 'kind' | 'from' | 'to' | 'epoch'>;
  readonly step: MoveStep;
}

/** How an attempt ended. */
export interface StepResult {
  readonly done: boolean;
  /** One sentence. */
  readonly what: string;
  /** What it wrote, cut and without secrets. */
  readonly output?: string;
  /** No other attempt would end otherwise. */
  readonly final?: true;
}

/** Makes one attempt; a failure is a value. @throws the signal's reason, once nothing of the attempt runs any more */
export type PerformStep = (attempt: StepAttempt, signal: AbortSignal) => Promise<StepResult>;
