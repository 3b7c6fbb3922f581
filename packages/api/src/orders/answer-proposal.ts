import { toIntentState } from '../state/parts/to-intent-state.ts';
import type { AnswerRequest, IntentAnswer } from '@understudy/api-contract';
import {
  describeAction,
  describeState,
  judgeAnswer,
  plainLine,
  type Intent,
  type IntentAnswer as Judged,
} from '@understudy/findings';
import { ApiError } from '../errors.ts';
import { writeEntry, type OrderContext } from './order-context.ts';

/**
 * Answers what an orchestrator proposed. Condition of the write: the intent has the revision that the person saw.
 * @throws ApiError `UND_API_NOT_FOUND`, `_INTENT_NOT_PROPOSED`, `_INTENT_EXPIRED`, `_INTENT_CHANGED`; what the control store throws
 */
export async function answerProposal(
  id: string,
  verdict: Judged['verdict'],
  { comment: given, intentRevision }: AnswerRequest,
  context: OrderContext,
): Promise<IntentAnswer> {
  const { control, clock, by } = context;
  const comment = plainLine(given);
  const intent = (await control.read()).intents.find((each) => each.id === id);
  if (intent === undefined) throw new ApiError('UND_API_NOT_FOUND', { what: `There is no intent "${id}".` });
  const judged = judgeAnswer(intent, { verdict, by, comment, atMs: clock.wallMs() });
  if (judged.is !== 'answered') {
    // The same answer again, whose first was lost on its way back, is that answer.
    if (isSameAnswer(intent, verdict, by, comment)) return { intent: toIntentState(intent), created: false };
    throw judged.is === 'expired'
      ? refused('UND_API_INTENT_EXPIRED', `The ${describeAction(intent)} waited in vain.`, intent)
      : refused('UND_API_INTENT_NOT_PROPOSED', `It is ${describeState(intent)}.`, intent);
  }
  if (intent.revision !== intentRevision) throw changed(intent);
  const { won, intent: stored } = await control.updateIntent(judged.intent, intentRevision);
  if (!won) throw changed(stored);
  const done = verdict === 'approve' ? 'Approved' : 'Rejected';
  const what = `${done} the ${describeAction(intent)} (${id}): ${comment}`;
  await writeEntry(context, { kind: 'intent', what, data: { intent: stored } });
  return { intent: toIntentState(stored), created: true };
}

function isSameAnswer({ answer, state }: Intent, verdict: string, by: string, comment: string): boolean {
  const isRejected = state === 'rejected';
  return answer?.by === by && answer.comment === comment && isRejected === (verdict === 'reject');
}

function changed(intent: Intent): ApiError {
  return refused(
    'UND_API_INTENT_CHANGED',
    `It is at revision ${String(intent.revision)}, and ${describeState(intent)}.`,
    intent,
  );
}

function refused(
  code: 'UND_API_INTENT_NOT_PROPOSED' | 'UND_API_INTENT_EXPIRED' | 'UND_API_INTENT_CHANGED',
  what: string,
  intent: Intent,
): ApiError {
  return new ApiError(code, { what: `${intent.id}: ${what}`, details: { intent: toIntentState(intent) } });
}
