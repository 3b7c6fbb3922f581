import type { ControlStore } from '@understudy/control-store';
import type { Intent, IntentState } from '@understudy/findings';

type End = Exclude<IntentState, 'proposed' | 'open' | 'taken'>;

/**
 * Writes how an intent ended; one that has ended otherwise meanwhile stays as it is.
 * @returns what is stored then; throws what the store throws
 */
export async function settleIntent(
  control: Pick<ControlStore, 'updateIntent'>,
  intent: Intent,
  state: End,
  outcome: NonNullable<Intent['outcome']>,
): Promise<Intent> {
  const { intent: stored } = await control.updateIntent(
    { ...intent, state, outcome, revision: intent.revision + 1 },
    intent.revision,
  );
  return stored;
}
