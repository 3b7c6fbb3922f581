import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { describeAcceptedLoss, describeAction, type Intent, type IntentAction } from '@understudy/findings';
import type { MovePreview } from '@understudy/moves';
import { composeEntry } from '../../orchestration/compose-entry.ts';
import { acceptedLossOf } from '../accepted-loss-of.ts';
import type { MoveParties } from '../move-parties.ts';
import { renderPreview } from '../render-preview.ts';
import type { OrderedMove } from '../ordered-move.ts';
import { askOrchestrators } from './ask-orchestrators.ts';
import { followIntent } from './follow-intent.ts';
import { reportIntent } from './report-intent.ts';

export interface HandOverRequest {
  readonly move: OrderedMove;
  /** What the person saw before confirming. */
  readonly preview: MovePreview;
  readonly routeRevision: number;
  readonly timeoutMs: number;
}

/** An intent that waits longer was forgotten. In ms. */
const BEGIN_WITHIN_MS = 60_000;

/**
 * Hands a move to the orchestrators, and follows what they do until it is verified or the time is over.
 * @throws CliError `UND_CLI_MOVE_ASKED_FOR`, and as `reportIntent` says; what the control store throws before the intent is made
 */
export async function handOver(
  { move, preview, routeRevision, timeoutMs }: HandOverRequest,
  opened: MoveParties,
  context: CommandContext,
): Promise<ExitName> {
  const { control, service } = opened;
  const { clock, signal } = context;
  const { by, reason } = move;
  const intent = await askOrchestrators({
    control,
    clock,
    action: actionOf(move, preview),
    by,
    reason,
    routeRevision,
    beginWithinMs: Math.min(timeoutMs, BEGIN_WITHIN_MS),
  });
  await recordAsked(intent, opened, context);
  const say = (line: string) => {
    context.err(`${line}\n`);
  };
  const { routeStore } = service;
  const followed = await followIntent(intent, { control, routeStore, clock, timeoutMs, say, signal });
  if (followed.how === 'ended' && followed.intent.state === 'refused')
    await showRefusals(move, opened, context);
  const route = await routeStore.read().then(
    (snapshot) => snapshot.route,
    () => undefined,
  );
  return reportIntent(followed, route, context);
}

function actionOf(
  { kind, to, override, acceptParked }: OrderedMove,
  preview: MovePreview,
): Exclude<IntentAction, { readonly kind: 'abort' }> {
  if (kind === 'switchover') return { kind, to, ...(acceptParked && { acceptParked }) };
  if (override === undefined) return { kind, to };
  return { kind, to, override: override.why, acceptedLoss: acceptedLossOf(preview) };
}

/** The intent itself is the record; its line in the audit is for people. */
async function recordAsked(intent: Intent, { control }: MoveParties, context: CommandContext): Promise<void> {
  const { by, reason, id, action } = intent;
  const loss = action.kind === 'failover' ? action.acceptedLoss : undefined;
  const accepts = loss === undefined ? '' : ` It accepts the loss of ${describeAcceptedLoss(loss)}.`;
  const what = `Asked for a ${describeAction(intent)} (${id}): ${reason}.${accepts}`;
  await control
    .append(composeEntry({ by, kind: 'intent', what, data: { intent } }, context))
    .catch((error: unknown) => {
      context.err(`The audit lacks who asked: ${error instanceof Error ? error.message : String(error)}\n`);
    });
}

/** Every reason with its remedy, as they are by now. */
async function showRefusals(
  { kind, to, override, acceptParked }: OrderedMove,
  { mover }: MoveParties,
  context: CommandContext,
): Promise<void> {
  const preview = await mover
    .preview({ kind, to, override, acceptParked }, context.signal)
    .catch(() => undefined);
  if (preview !== undefined && preview.refusals.length > 0) context.err(`${renderPreview(preview)}\n`);
}
