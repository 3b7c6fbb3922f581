import type { MoveState, MoveStepState, MoveSummary } from '@understudy/api-contract';
import type { SharedState } from '@understudy/control-store';
import type { Intent, MoveStep, MoveSteps } from '@understudy/findings';
import type { MovingRoute, Route } from '@understudy/route';
import { protocolSteps, type ProtocolProgress } from './protocol-steps.ts';

export interface MoveSight {
  readonly route: Route;
  /** `undefined` where there are no orchestrators. */
  readonly state: SharedState | undefined;
  /** The last move, as the audit has it. */
  readonly last: MoveSummary | undefined;
  readonly progress: Pick<ProtocolProgress, 'stepsSeenMs' | 'limits'>;
}

/** The move that is under way, or the last one; `null`: none is known. Pure. */
export function toMoveState(sight: MoveSight): MoveState | null {
  const { route, state } = sight;
  if (route.phase === 'moving') return runningMove(route, sight);
  const taken = state?.intents.find((intent) => intent.state === 'taken');
  const { claim, promotion } = state?.steps ?? {};
  if (taken !== undefined && claim?.id === taken.id && claim.epoch === route.epoch + 1)
    return beforeClaim(taken, claim, sight);
  const isVerifying =
    promotion?.epoch === route.epoch && promotion.verification === undefined && taken !== undefined;
  return lastMove(sight, isVerifying ? taken : undefined);
}

function runningMove(route: MovingRoute, { state, progress }: MoveSight): MoveState {
  const { kind, from, to, moveId, epoch, reason, claimedMs } = route;
  const intent = state?.intents.find(
    ({ state: now, action }) => now === 'taken' && action.kind === kind && action.to === to,
  );
  const claim = state?.steps?.claim;
  const before = claim?.epoch === epoch + 1 ? claim.steps.map(ownStep) : [];
  return {
    running: true,
    kind,
    from,
    to,
    moveId,
    epoch: epoch + 1,
    ...(intent !== undefined && { intent: intent.id }),
    reason,
    claimedMs,
    steps: [...before, ...protocolSteps({ ...progress, kind, from, to, claimedMs, at: route.step })],
    stopsBy:
      kind === 'switchover'
        ? 'An abort stops it until the promotion; it stops by itself where a link is not drained in time.'
        : `An abort stops it until the promotion; it stops by itself where ${from} answers again first.`,
  };
}

/** What comes before the claim is under way: writes go on. */
function beforeClaim(intent: Intent, claim: MoveSteps, { progress }: MoveSight): MoveState {
  const { kind, from, to, epoch } = claim;
  return {
    running: true,
    kind,
    from,
    to,
    epoch,
    intent: intent.id,
    reason: intent.reason,
    steps: [...claim.steps.map(ownStep), ...protocolSteps({ ...progress, kind, from, to, at: 'unclaimed' })],
    stopsBy: 'A required step that fails stops it, and so does an abort. Writes go on until the claim.',
  };
}

function lastMove(
  { route, state, last, progress }: MoveSight,
  verifying: Intent | undefined,
): MoveState | null {
  const noted = state?.lastMove;
  const promotion = state?.steps?.promotion;
  const isNewest = last === undefined || (noted !== undefined && noted.endedMs >= last.endedMs);
  const facts = isNewest ? noted : last;
  if (facts === undefined) return null;
  const { kind, from, to, epoch, moveId, endedMs } = facts;
  const own = promotion?.epoch === epoch ? promotion : undefined;
  const verification = own?.verification;
  const claimedMs = last?.moveId === moveId ? last.endedMs - last.tookMs : undefined;
  const isPromoted = last?.moveId !== moveId || last.outcome === 'promoted';
  const at = isPromoted ? (verifying === undefined ? 'ended' : 'promoted') : 'aborted';
  const when = { ...progress, kind, from, to, endedMs, ...(claimedMs !== undefined && { claimedMs }) };
  return {
    running: verifying !== undefined && route.epoch === epoch,
    kind,
    from,
    to,
    moveId,
    epoch,
    ...(verifying !== undefined && { intent: verifying.id }),
    ...(last?.moveId === moveId && { reason: last.reason }),
    ...(noted?.moveId === moveId && { automatic: noted.automatic }),
    ...(claimedMs !== undefined && { claimedMs }),
    endedMs,
    steps: [
      ...protocolSteps({ ...when, at, ...(verification !== undefined && { verification }) }),
      ...(own?.steps.map(ownStep) ?? []),
    ],
    ...(verification !== undefined && { verification }),
  };
}

/** A hook or a DNS record. */
function ownStep(step: MoveStep): MoveStepState {
  const { name, kind, required, state, attempt, attempts, by, begunMs, endedMs, what, output } = step;
  return {
    name,
    kind,
    state,
    what: what ?? (kind === 'hook' ? 'Runs a program of the leading orchestrator.' : 'Changes a DNS record.'),
    pointOfNoReturn: false,
    required,
    attempt,
    attempts,
    ...(by !== undefined && { by }),
    ...(begunMs !== undefined && { begunMs }),
    ...(endedMs !== undefined && { endedMs }),
    ...(output !== undefined && { output }),
  };
}
