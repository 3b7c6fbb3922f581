import type { MoveStep, MoveSteps, ServiceView, MoveVerification } from '@understudy/findings';
import { judgeVerification } from '../act/judge-verification.ts';
import { dueAttempt, type StepsSelf } from './due-attempt.ts';
import { hasEnded } from './has-ended.ts';

/** What the leader does next about the steps of the last promotion, as data. */
export type StepWork =
  | { readonly do: 'judge'; readonly verification: MoveVerification }
  | { readonly do: 'begin'; readonly step: MoveStep }
  | {
      readonly do: 'end';
      readonly step: MoveStep;
      readonly state: 'failed' | 'skipped';
      readonly what: string;
    };

/**
 * What is left to do after a promotion, from every point at which it may have been interrupted. Required steps follow one another in their order,
 * the others beside them in theirs: what decides nothing delays nothing. While the next move is under way, none begins. Pure.
 */
export function nextStepWork(view: ServiceView, self: StepsSelf, verifyLimitMs: number): readonly StepWork[] {
  const { route: sight, steps } = view;
  const promotion = steps?.promotion;
  if (sight.kind === 'unseen' || promotion === undefined || promotion.steps.length === 0) return [];
  const { route } = sight.snapshot;
  if (route.phase === 'moving' || route.epoch !== promotion.epoch) return [];
  const verification =
    promotion.verification === undefined ? judge(promotion, view, verifyLimitMs) : undefined;
  if (verification !== undefined) return [{ do: 'judge', verification }];
  return [true, false].flatMap((required) => nextOf(promotion, required, view, self));
}

function nextOf(
  { steps, verification }: MoveSteps,
  required: boolean,
  view: ServiceView,
  self: StepsSelf,
): readonly StepWork[] {
  const lane = steps.filter((step) => step.required === required && !hasEnded(step));
  const step = lane.find(({ when }) => when === 'after-promotion') ?? lane[0];
  if (step === undefined) return [];
  if (step.when === 'after-verification' && verification?.verified !== true)
    return verification === undefined
      ? []
      : [
          {
            do: 'end',
            step,
            state: 'skipped',
            what: `The move was not verified. ${verification.missing.join(' ')}`,
          },
        ];
  const due = dueAttempt(step, view, self);
  if (due.do === 'nothing') return [];
  if (due.do === 'begin') return [{ do: 'begin', step }];
  return [{ do: 'end', step, state: 'failed', what: due.what }];
}

/** Verified by required steps and by what sees the service; unverified once the time for that is over. */
function judge(promotion: MoveSteps, view: ServiceView, verifyLimitMs: number): MoveVerification | undefined {
  const required = promotion.steps.filter((step) => step.required && step.when === 'after-promotion');
  if (!required.every(hasEnded)) return undefined;
  const { atMs } = view;
  const failed = required.filter(({ state }) => state !== 'done');
  const undone = failed.map(({ name, what = '' }) => `The required step ${name} is not done: ${what}`);
  if (undone.length > 0) return { verified: false, atMs, missing: undone };
  const missing = judgeVerification(view, promotion.to);
  if (missing.length === 0) return { verified: true, atMs, missing };
  const fromMs = Math.max(promotion.plannedMs, ...required.map(({ endedMs = 0 }) => endedMs));
  return atMs - fromMs > verifyLimitMs ? { verified: false, atMs, missing } : undefined;
}
