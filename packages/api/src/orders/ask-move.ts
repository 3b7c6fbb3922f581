import { toIntentState } from '../state/parts/to-intent-state.ts';
import { toRouteState } from '../state/parts/to-route-state.ts';
import type { FailoverRequest, IntentAnswer, SwitchoverRequest } from '@understudy/api-contract';
import { askForMove } from '@understudy/control-store';
import {
  describeAcceptedLoss,
  describeAction,
  findAsked,
  plainLine,
  type Intent,
  type IntentAction,
} from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';
import { ApiError } from '../errors.ts';
import { presentRoute, writeEntry, type OrderContext } from './order-context.ts';

/** What is not begun by then was forgotten. In ms. */
const BEGIN_WITHIN_MS = 60_000;

type MoveOrder =
  ({ readonly kind: 'switchover' } & SwitchoverRequest) | ({ readonly kind: 'failover' } & FailoverRequest);

/**
 * Asks the orchestrators for a move. The API moves nothing itself: where none leads, nothing is written.
 * @throws ApiError `UND_API_NOT_FOUND`, `_ROUTE_CHANGED`, `_MOVE_POINTLESS`, `_NO_LEADER`, `_MOVE_ASKED_FOR`, `_NOT_READ`; what the
 * control store throws
 */
export async function askMove(order: MoveOrder, context: OrderContext): Promise<IntentAnswer> {
  const { state, control, clock, by, requestKey, topology } = context;
  if (!topology.regions.data.some(({ name }) => name === order.to))
    throw new ApiError('UND_API_NOT_FOUND', { what: `"${order.to}" is no data region of the service.` });
  await state.readNow();
  const snapshot = presentRoute(context);
  const { intents } = await control.read();
  const same = intents.find((intent) => intent.requestKey === requestKey);
  if (same !== undefined) return { intent: toIntentState(sameOrder(same, order, by)), created: false };
  requireRevision(snapshot, order.revision);
  requireSteady(snapshot, order);
  requireLeader(context);
  const asked = findAsked(intents, clock.wallMs());
  if (asked !== undefined) throw second(asked);
  const made = await askForMove({
    control,
    clock,
    action: actionOf(order),
    name: `move-of-revision-${String(order.revision)}`,
    by,
    reason: plainLine(order.reason),
    routeRevision: order.revision,
    requestKey,
    beginWithinMs: BEGIN_WITHIN_MS,
  });
  if ('first' in made) throw second(made.first);
  const { intent } = made;
  const { action } = intent;
  const loss = action.kind === 'failover' ? action.acceptedLoss : undefined;
  const accepts = loss === undefined ? '' : ` It accepts the loss of ${describeAcceptedLoss(loss)}.`;
  const what = `Asked for a ${describeAction(intent)} (${intent.id}): ${intent.reason}.${accepts}`;
  await writeEntry(context, { kind: 'intent', what, data: { intent } });
  return { intent: toIntentState(intent), created: true };
}

function actionOf(order: MoveOrder): IntentAction {
  const { kind, to } = order;
  if (kind === 'switchover') return { kind, to, ...(order.acceptParked && { acceptParked: true }) };
  if (order.accept === undefined) return { kind, to };
  const { why, loss } = order.accept;
  const { mostMs, unknown } = loss;
  return {
    kind,
    to,
    override: plainLine(why),
    acceptedLoss: { ...(mostMs !== undefined && { mostMs }), unknown },
  };
}

/** The key of an order belongs to one order. */
function sameOrder(intent: Intent, { kind, to }: MoveOrder, by: string): Intent {
  const { action } = intent;
  if (intent.by === by && action.kind === kind && action.to === to) return intent;
  throw new ApiError('UND_API_KEY_REUSED', {
    what: `The key made the ${describeAction(intent)} (${intent.id}).`,
  });
}

function requireRevision(snapshot: RouteSnapshot, revision: number): void {
  if (snapshot.revision === revision) return;
  throw new ApiError('UND_API_ROUTE_CHANGED', {
    what: `It was decided on revision ${String(revision)} of the route, which is at ${String(snapshot.revision)} now.`,
    details: { route: toRouteState(snapshot) },
  });
}

function requireSteady(snapshot: RouteSnapshot, { to }: MoveOrder): void {
  const { route } = snapshot;
  const details = { route: toRouteState(snapshot) };
  if (route.phase === 'moving')
    throw new ApiError('UND_API_MOVE_POINTLESS', {
      what: `A ${route.kind} to ${route.to} is under way: ${route.reason}`,
      details,
    });
  if (route.writer === to)
    throw new ApiError('UND_API_MOVE_POINTLESS', { what: `${to} is the writer already.`, details });
}

export function requireLeader({ state }: OrderContext): void {
  if (state.facts.leading !== undefined) return;
  throw new ApiError('UND_API_NO_LEADER', { what: 'No orchestrator has renewed its lead of late.' });
}

export function second(first: Intent): ApiError {
  const { id, by, reason, state } = first;
  return new ApiError('UND_API_MOVE_ASKED_FOR', {
    what: plainLine(`${by} asked for a ${describeAction(first)} (${id}): ${reason}. It is ${state}.`),
    details: { intent: toIntentState(first) },
  });
}
