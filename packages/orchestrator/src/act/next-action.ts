import { approvedFailover } from '../decide/approved-failover.ts';
import { automaticPrefix } from '../decide/is-automatic.ts';
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
      readonly state: 'expired' | 'failed' | 'done' | 'refused';
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
    const end = endOf(intent, view, sight.snapshot);
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
  { atMs }: ServiceView,
  { route, revision }: RouteSnapshot,
): NextAction | undefined {
  const { state, untilMs, routeRevision } = intent;
  if (state === 'taken') return { do: 'end', intent, ...leftBehind(intent, route) };
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
