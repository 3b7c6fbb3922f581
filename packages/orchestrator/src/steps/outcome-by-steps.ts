import type { ServiceView } from '@understudy/findings';
import type { MoveKind, SteadyRoute } from '@understudy/route';
import type { OrchestratorSettings } from '@understudy/topology';
import { declaredSteps } from './declared-steps.ts';
import { hasEnded } from './has-ended.ts';

/** What required steps make of a move whose promotion is done. */
export type OutcomeBySteps =
  /** They decide nothing: none is required. */
  'undecided' | 'pending' | { readonly state: 'done' | 'unverified'; readonly what: string };

/** How a promotion ended, by the steps that the topology requires after it. Pure. */
export function outcomeBySteps(
  { steps, policy }: Pick<ServiceView, 'steps' | 'policy'>,
  { epoch }: SteadyRoute,
  kind: MoveKind,
): OutcomeBySteps {
  const promotion = steps?.promotion;
  if (promotion === undefined || promotion.epoch < epoch)
    return declaresRequiredSteps(policy, kind) ? 'pending' : 'undecided';
  const required = promotion.steps.filter((step) => step.required);
  if (promotion.epoch > epoch || required.length === 0) return 'undecided';
  const { verification } = promotion;
  if (verification === undefined || !required.every(hasEnded)) return 'pending';
  const told = required.map(({ name, state, what = '' }) =>
    `Required step ${name}: ${state}. ${what}`.trim(),
  );
  const isDone = verification.verified && required.every(({ state }) => state === 'done');
  const lacks = verification.verified ? [] : verification.missing;
  const what = [isDone ? 'Verified.' : 'Not verified.', ...new Set([...told, ...lacks])].join(' ');
  return { state: isDone ? 'done' : 'unverified', what };
}

/** Whether a move of this kind has a step after its promotion that decides its outcome. */
export function declaresRequiredSteps(
  policy: Pick<OrchestratorSettings, 'hooks' | 'dns'>,
  kind: MoveKind,
): boolean {
  return declaredSteps(policy, kind, 'promotion').some(({ required }) => required);
}
