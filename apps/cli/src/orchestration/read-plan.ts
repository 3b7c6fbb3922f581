import { isUnderstudyError, type Clock } from '@understudy/core';
import type { Intent, IntentState, ObserverReport } from '@understudy/findings';
import { OrchestratorError } from '@understudy/orchestrator';
import type { OpenedControl } from './with-control-store.ts';
import { mergeAlerts } from './merge-alerts.ts';
import type { ObserverLine, PlanView } from './plan-view.ts';

const WAITING: ReadonlySet<IntentState> = new Set(['proposed', 'open', 'taken']);
/** A report that is older says nothing of now, in ms. */
const STALE_MS = 10_000;

/**
 * Reads what orchestrators see and decided last. A route that can't be read is part of the answer.
 * @throws OrchestratorError `UND_ORCHESTRATOR_NOT_CONFIGURED`; what the control store throws
 */
export async function readPlan(
  { topology, routeStore, store }: OpenedControl,
  clock: Clock,
  signal: AbortSignal,
): Promise<PlanView> {
  const { service, orchestrator, regions } = topology;
  if (orchestrator === undefined)
    throw new OrchestratorError('UND_ORCHESTRATOR_NOT_CONFIGURED', {
      what: 'The topology has no section "orchestrator".',
    });
  const [state, route] = await Promise.all([
    store.read(signal),
    routeStore
      .read(signal)
      .catch((error: unknown) => ({ failure: isUnderstudyError(error) ? error.code : String(error) })),
  ]);
  const atMs = clock.wallMs();
  const observers = orchestrator.observers.map((observer): ObserverLine => {
    const report = state.reports.find((each) => each.observer === observer.name);
    const leads = state.leader !== undefined && state.leader.instance === report?.instance;
    return { ...observer, leads, ...(report !== undefined && { report, ageMs: age(report, atMs) }) };
  });
  const leader = observers.find(({ leads, ageMs = Infinity }) => leads && ageMs < STALE_MS);
  const decided = leader?.report?.decided;
  const [first, second] = regions.data;
  return {
    service,
    atMs,
    route,
    regions: [first.name, second.name],
    automatic: orchestrator.automatic,
    observers,
    ...(decided !== undefined && { decided }),
    ...(state.readiness !== undefined && { readiness: state.readiness }),
    ...(state.steps !== undefined && { steps: state.steps }),
    alerts: mergeAlerts(observers.filter(({ ageMs = Infinity }) => ageMs < STALE_MS)),
    directives: state.directives,
    intents: state.intents.filter((intent: Intent) => WAITING.has(intent.state)),
  };
}

function age({ atMs }: ObserverReport, nowMs: number): number {
  return Math.max(0, nowMs - atMs);
}
