import { toIntentState } from '../state/parts/to-intent-state.ts';
import type { AbortRequest, IntentAnswer } from '@understudy/api-contract';
import { askForMove } from '@understudy/control-store';
import { plainLine } from '@understudy/findings';
import { ApiError } from '../errors.ts';
import { requireLeader, second } from './ask-move.ts';
import { presentRoute, writeEntry, type OrderContext } from './order-context.ts';

const BEGIN_WITHIN_MS = 60_000;

/**
 * Asks the orchestrators to abort the move that is under way.
 * @throws ApiError `UND_API_NOTHING_UNDER_WAY`, `_NO_LEADER`, `_MOVE_ASKED_FOR`, `_KEY_REUSED`, `_NOT_READ`; what the control store throws
 */
export async function askAbort(
  { moveId, reason }: AbortRequest,
  context: OrderContext,
): Promise<IntentAnswer> {
  const { control, clock, by, requestKey, state } = context;
  await state.readNow();
  const { route } = presentRoute(context);
  const { intents } = await control.read();
  const same = intents.find((intent) => intent.requestKey === requestKey);
  if (same !== undefined) {
    if (same.action.kind === 'abort' && same.action.moveId === moveId)
      return { intent: toIntentState(same), created: false };
    throw new ApiError('UND_API_KEY_REUSED', { what: `The key made the intent ${same.id}.` });
  }
  if (route.phase !== 'moving' || route.moveId !== moveId)
    throw new ApiError('UND_API_NOTHING_UNDER_WAY', {
      what:
        route.phase === 'moving'
          ? `The move that is under way is ${route.moveId}.`
          : `No move is under way: ${route.writer} is the writer.`,
    });
  requireLeader(context);
  const made = await askForMove({
    control,
    clock,
    action: { kind: 'abort', moveId },
    name: `abort-of-${moveId}`,
    by,
    reason: plainLine(reason),
    requestKey,
    beginWithinMs: BEGIN_WITHIN_MS,
  });
  if ('first' in made) throw second(made.first);
  const { intent } = made;
  const what = `Asked for the abort of the ${route.kind} to ${route.to} (${intent.id}): ${intent.reason}`;
  await writeEntry(context, { kind: 'intent', what, data: { intent } });
  return { intent: toIntentState(intent), created: true };
}
