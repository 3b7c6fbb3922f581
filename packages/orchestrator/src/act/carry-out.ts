import type { ControlStore } from '@understudy/control-store';
import type { Decision, Intent, ServiceView, WantedFailover } from '@understudy/findings';
import type { AuditQueue } from '../audit-queue.ts';
import { otherRegion } from '@understudy/route';
import { automaticPrefix, isAutomatic } from '../decide/is-automatic.ts';
import type { NextAction } from './next-action.ts';
import type { MoveJob } from './move-job.ts';
import { settleIntent } from './settle-intent.ts';

export interface CarryOutContext {
  readonly view: ServiceView;
  readonly decision: Decision;
  readonly control: Pick<ControlStore, 'createIntent' | 'updateIntent' | 'writeLastMove'>;
  readonly audit: Pick<AuditQueue, 'add'>;
}

/**
 * Writes down what the leader is about to do, before it does it.
 * @returns the job to begin; `undefined` where nothing is to begin, or another orchestrator has begun it
 * @throws what the store throws: nothing is begun then
 */
export async function carryOut(action: NextAction, context: CarryOutContext): Promise<MoveJob | undefined> {
  switch (action.do) {
    case 'nothing':
      return undefined;
    case 'resume':
      return { kind: 'resume', ...(action.intent !== undefined && { intent: action.intent }) };
    case 'carry-out': {
      const intent = await take(action.intent, context);
      return intent && { kind: 'intent', intent };
    }
    case 'failover':
      return failOver(action.intent, context);
    case 'propose':
      await propose(context);
      return undefined;
    case 'end':
      await end(action, context);
      return undefined;
  }
}

/** Writes down the end of an intent; an orchestrator that stopped right after it had promoted left its move unnoted, too. */
async function end(
  { intent, state, what }: Extract<NextAction, { do: 'end' }>,
  { view, control, audit }: CarryOutContext,
): Promise<void> {
  const { action } = intent;
  if (
    (state === 'done' || state === 'unverified') &&
    isAutomatic(intent.id) &&
    action.kind !== 'abort' &&
    view.route.kind === 'seen'
  ) {
    const { route } = view.route.snapshot;
    const [to, from] = [action.to, otherRegion(route, action.to)];
    const facts = { moveId: intent.id, kind: action.kind, epoch: route.epoch, automatic: true };
    await control.writeLastMove({ ...facts, from, to, endedMs: view.atMs });
  }
  const stored = await settleIntent(control, intent, state, { what, atMs: view.atMs });
  audit.add('intent', `Intent ${stored.id} is ${stored.state}: ${what}`);
}

/** Condition: the intent is as it was read. */
async function take(intent: Intent, { control, audit }: CarryOutContext): Promise<Intent | undefined> {
  const taken: Intent = { ...intent, state: 'taken', revision: intent.revision + 1 };
  const { won, intent: stored } = await control.updateIntent(taken, intent.revision);
  if (!won) return undefined;
  audit.add('intent', `Intent ${intent.id} of ${intent.by} is carried out: ${intent.reason}`);
  return stored;
}

async function failOver(
  approved: Intent | undefined,
  context: CarryOutContext,
): Promise<MoveJob | undefined> {
  const { view, decision, control, audit } = context;
  const { wanted } = decision;
  if (wanted === undefined) return undefined;
  const intent =
    approved === undefined
      ? await create(control, automaticIntent(view, wanted, 'taken'))
      : await take(approved, context);
  if (intent === undefined) return undefined;
  audit.add('decision', `Failing over to ${wanted.to}: ${intent.reason}`, { intent: intent.id });
  return { kind: 'failover', wanted, intent, view };
}

async function propose({ view, decision: { wanted }, control, audit }: CarryOutContext): Promise<void> {
  if (wanted === undefined) return;
  const intent = await create(control, automaticIntent(view, wanted, 'proposed'));
  if (intent !== undefined)
    audit.add('intent', `Intent ${intent.id} proposes a failover to ${wanted.to}: ${intent.reason}`);
}

/** Condition: there is no intent of this id. */
async function create(control: CarryOutContext['control'], intent: Intent): Promise<Intent | undefined> {
  const { created, intent: stored } = await control.createIntent(intent);
  return created ? stored : undefined;
}

function automaticIntent(
  { atMs, leader, route, policy }: ServiceView,
  { to, from, agreeing, observers, confirmedBy = [] }: WantedFailover,
  state: 'taken' | 'proposed',
): Intent {
  const alerts = confirmedBy.length > 0 ? `; ${confirmedBy.join(', ')} fires` : '';
  const epoch = route.kind === 'seen' ? route.snapshot.route.epoch : 0;
  return {
    id: `${automaticPrefix(epoch)}${String(atMs)}`,
    action: { kind: 'failover', to },
    by: leader,
    reason: `${from} does not answer ${String(agreeing.length)} of ${String(observers.length)} observers${alerts}`,
    atMs,
    untilMs: atMs + policy.approvalLimitMs,
    state,
    revision: 1,
  };
}
