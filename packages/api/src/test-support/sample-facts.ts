import type { SharedState } from '@understudy/control-store';
import type { ServiceView } from '@understudy/findings';
import { decideFailover } from '@understudy/orchestrator';
import { AT_MS, samplePolicy, sampleView } from '@understudy/orchestrator/testing';
import type { RouteSnapshot } from '@understudy/route';
import { sampleTopology } from '@understudy/topology/testing';
import type { Facts } from '../state/facts.ts';
import type { Reading } from '../state/reading.ts';

const seen = <T>(value: T): Reading<T> & { readonly kind: 'seen' } => ({
  kind: 'seen',
  value,
  atMs: AT_MS,
  seenMs: 0,
});

/** The facts of a view of an orchestrator that leads, as the API reads them; with changes. */
export function sampleFacts(view: ServiceView = sampleView(), change: Partial<Facts> = {}): Facts {
  const decision = decideFailover(view);
  const { reports, directives, intents, lastMove, readiness, steps, repairs = [] } = view;
  const state: SharedState = {
    reports: reports.map(({ report }) => report),
    directives,
    intents,
    repairs,
    ...(lastMove && { lastMove }),
    ...(readiness && { readiness }),
    ...(steps && { steps }),
  };
  const route: Reading<RouteSnapshot> =
    view.route.kind === 'seen'
      ? seen(view.route.snapshot)
      : { kind: 'unseen', why: view.route.why, ...(view.route.last && { last: seen(view.route.last) }) };
  return {
    topology: { ...sampleTopology().value, orchestrator: samplePolicy },
    nowMs: view.atMs,
    monotonicMs: 0,
    control: seen(state),
    route,
    regions: seen({ regions: [], links: [] }),
    programs: undefined,
    servers: undefined,
    moves: seen([]),
    leading: { observer: 'orch-1', sinceMs: AT_MS - 1_000 },
    reports: reports.map(({ report }) => ({ report, fresh: true })),
    decided: { decision, atMs: view.atMs, findingsSinceMs: {}, blockedSinceMs: {} },
    stepsSeenMs: {},
    rates: {},
    ...change,
  };
}
