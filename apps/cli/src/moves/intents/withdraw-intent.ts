import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { Intent } from '@understudy/findings';

const WHY = {
  timeout: 'no orchestrator had begun it in time',
  'not-begun': 'no orchestrator had begun it in time',
  interrupted: 'the command that asked was interrupted',
} as const;

/**
 * Ends an intent that no orchestrator has begun. Condition: it is as it was read last.
 * @returns what is stored then; where the store does not answer, what was known before
 */
export async function withdrawIntent(
  intent: Intent,
  because: keyof typeof WHY,
  { control, clock }: { readonly control: Pick<ControlStore, 'updateIntent'>; readonly clock: Clock },
): Promise<Intent> {
  if (intent.state !== 'open') return intent;
  const outcome = { what: `Withdrawn: ${WHY[because]}.`, atMs: clock.wallMs() };
  const next: Intent = { ...intent, state: 'expired', revision: intent.revision + 1, outcome };
  return control.updateIntent(next, intent.revision).then(
    ({ intent: stored }) => stored,
    () => intent,
  );
}
