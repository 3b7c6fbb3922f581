import type { MoveStep, MoveSteps, StepTime } from '@understudy/findings';
import type { HookSpec, OrchestratorSettings } from '@understudy/topology';
import { recordName } from '../records/record-name.ts';

type Declared = Pick<OrchestratorSettings, 'hooks' | 'dns'>;

/** With pauses of up to 30 s some nine minutes: longer than most outages of an API. */
const RECORD_ATTEMPTS = 20;

/** The steps that the topology declares for a move of this kind, records first, none of them begun. Pure. */
export function declaredSteps(
  { hooks = [], dns }: Declared,
  kind: MoveSteps['kind'],
  of: MoveSteps['of'],
): readonly MoveStep[] {
  const records = of === 'promotion' ? (dns?.records ?? []) : [];
  return [
    ...records.map((record): MoveStep => ({
      name: recordName(record),
      kind: 'record',
      when: 'after-promotion',
      required: record.required,
      attempts: RECORD_ATTEMPTS,
      ...BEGINNING,
    })),
    ...hooks
      .filter((hook) => planOf(hook.when) === of && movesOf(hook).includes(kind))
      .map(({ name, when, required, attempts }): MoveStep => ({
        name,
        kind: 'hook',
        when,
        required,
        attempts,
        ...BEGINNING,
      })),
  ];
}

const BEGINNING = { attempt: 0, state: 'waiting' } as const;

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
