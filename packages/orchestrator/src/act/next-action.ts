import { outcomeBySteps } from '../steps/outcome-by-steps.ts';
import { approvedFailover } from '../decide/approved-failover.ts';
import { automaticPrefix, isAutomatic } from '../decide/is-automatic.ts';
import type { Decision, Intent, ServiceView } from '@understudy/findings';
import type { MovingRoute, Route, RouteSnapshot } from '@understudy/route';

/** What the leader does next, as data. */
export type NextAction =
  | { readonly do: 'nothing' }
  /** Continue the move that the route shows; `intent`: what the move carries out. */
  | { readonly do: 'resume'; readonly intent?: Intent }
  /** The failover is decided: record it and make it. `intent`: what a person has approved. */
  | { readonly do: 'failover'; readonly intent?: Intent }
  /** Ask for the approval of a person. */
  | { readonly do: 'propose' }
  /** Take what a person asked for, and carry it out. */
  | { readonly do: 'carry-out'; readonly intent: Intent }
  /** End an intent that can't be carried out any more. */
  | {
      readonly do: 'end';
      readonly intent: Intent;
      readonly state: 'expired' | 'failed' | 'done' | 'unverified' | 'refused';
      readonly what: string;
    };

/**
 * What the leader does next, one thing at a time: a move that is under way comes before everything else, a person's intent before an
 * automatic move. Pure.
 */
export function nextAction(view: ServiceView, decision: Decision): NextAction {
  const { route: sight, intents, atMs } = view;
  if (sight.kind === 'unseen') return { do: 'nothing' };
  const { route } = sight.snapshot;
  const abort = intents.find((intent) => isWaiting(intent) && intent.action.kind === 'abort');
  if (abort !== undefined && abort.untilMs > atMs) return { do: 'carry-out', intent: abort };
  if (route.phase === 'moving') {
    const intent = intents.find((each) => each.state === 'taken' && isCarriedOutBy(route, each));
    return { do: 'resume', ...(intent !== undefined && { intent }) };
  }

  for (const intent of intents) {
    const end = endOf(intent, view, sight.snapshot, decision);
    if (end !== undefined) return end;
  }
  const waiting = intents.find(isWaiting);
  if (waiting !== undefined) return { do: 'carry-out', intent: waiting };
  if (decision.acts) {
    const approved = approvedFailover(view, decision.wanted?.to ?? '');
    return { do: 'failover', ...(approved !== undefined && { intent: approved }) };
  }
  return proposes(view, decision) ? { do: 'propose' } : { do: 'nothing' };
}

function isCarriedOutBy({ kind, to }: MovingRoute, { action }: Intent): boolean {
  return action.kind === kind && action.to === to;
}

/** A person asked, and no leader has taken it; what an orchestrator proposed and a person approved is no such intent. */
function isWaiting({ state, answer }: Intent): boolean {
  return state === 'open' && answer === undefined;
}

/** Only called while no move is under way. */
function endOf(
  intent: Intent,
  view: ServiceView,
  { route, revision }: RouteSnapshot,
  { acts }: Decision,
): NextAction | undefined {
  const { atMs } = view;
  const { state, untilMs, routeRevision } = intent;
  if (state === 'taken') {
    if (!acts && isBeforeClaim(intent, view, revision)) return { do: 'carry-out', intent };
    return endOfTaken(intent, view, route);
  }
  if (state !== 'open' && state !== 'proposed') return undefined;
  if (untilMs <= atMs)
    return { do: 'end', intent, state: 'expired', what: 'Its time was over before it began.' };
  if (routeRevision !== undefined && routeRevision !== revision)
    return {
      do: 'end',
      intent,
      state: 'refused',
      what: `It was decided on revision ${String(routeRevision)} of the route, which is at ${String(revision)} now.`,
    };
  return undefined;
}

/** Its leader stopped while it made what comes before the claim: another one goes on, unless the route has changed since. */
function isBeforeClaim({ id, untilMs }: Intent, { steps, atMs }: ServiceView, revision: number): boolean {
  const claim = steps?.claim;
  return claim?.id === id && claim.routeRevision === revision && untilMs > atMs && !isAutomatic(id);
}

/** Where steps decide the outcome, the intent ends with them. */
function endOfTaken(intent: Intent, view: ServiceView, route: Route): NextAction | undefined {
  const { action } = intent;
  if (action.kind !== 'abort' && route.phase === 'steady' && route.writer === action.to) {
    const outcome = outcomeBySteps(view, route, action.kind);
    if (outcome === 'pending') return undefined;
    if (outcome !== 'undecided') return { do: 'end', intent, ...outcome };
  }
  return { do: 'end', intent, ...leftBehind(intent, route) };
}

/** The orchestrator that carried it out has stopped: what became of it shows in the route. */
function leftBehind(
  { action }: Intent,
  route: Route,
): { readonly state: 'done' | 'failed'; readonly what: string } {
  const writer = route.phase === 'steady' ? route.writer : route.from;
  const isDone = action.kind !== 'abort' && action.to === writer;
  const what = `The orchestrator that carried it out stopped before it wrote down the end. ${writer} is the writer.`;
  return { state: isDone ? 'done' : 'failed', what };
}

/** One proposal for one epoch at a time; one that a person has rejected is not made again in the same epoch. */
function proposes({ intents, route }: ServiceView, { wanted, blocks }: Decision): boolean {
  const [only, another] = blocks;
  if (wanted === undefined || only?.code !== 'approval-needed' || another !== undefined) return false;
  if (route.kind === 'unseen') return false;
  return !intents.some(
    ({ id, state }) =>
      id.startsWith(automaticPrefix(route.snapshot.route.epoch)) &&
      (state === 'proposed' || state === 'open' || state === 'rejected'),
  );
}
