import type { StepTaken } from '@understudy/moves';
import type { StepAccount } from './move-account.ts';

/** The steps in the order of their first attempt, each with all its attempts. Pure. */
export function stepsOf(taken: readonly StepTaken[]): readonly StepAccount[] {
  const steps = new Map<StepTaken['step'], StepAccount>();
  for (const { step, tookMs } of taken) {
    const known = steps.get(step) ?? { step, attempts: 0, tookMs: 0 };
    steps.set(step, { step, attempts: known.attempts + 1, tookMs: known.tookMs + tookMs });
  }
  return [...steps.values()];
}
