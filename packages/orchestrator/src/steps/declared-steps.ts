import type { MoveStep, MoveSteps, StepTime } from '@understudy/findings';
import type { HookSpec, OrchestratorSettings } from '@understudy/topology';

type Declared = Pick<OrchestratorSettings, 'hooks'>;

/** The steps that the topology declares for a move of this kind, in its order, none of them begun. Pure. */
export function declaredSteps(
  { hooks = [] }: Declared,
  kind: MoveSteps['kind'],
  of: MoveSteps['of'],
): readonly MoveStep[] {
  return hooks
    .filter((hook) => planOf(hook.when) === of && movesOf(hook).includes(kind))
    .map(({ name, when, required, attempts }): MoveStep => ({
      name,
      kind: 'hook',
      when,
      required,
      attempts,
      attempt: 0,
      state: 'waiting',
    }));
}

/** Whether any move has steps after its promotion. */
export function declaresPromotionSteps(declared: Declared): boolean {
  const kinds = ['switchover', 'failover'] as const;
  return kinds.some((kind) => declaredSteps(declared, kind, 'promotion').length > 0);
}

function planOf(when: StepTime): MoveSteps['of'] {
  return when === 'before-claim' ? 'claim' : 'promotion';
}

/** Before the claim of a failover only what is declared so: it keeps a service without a writer waiting. */
function movesOf({ when, moves }: HookSpec): readonly MoveSteps['kind'][] {
  return moves ?? (when === 'before-claim' ? ['switchover'] : ['switchover', 'failover']);
}
