import type { BalancerState, LimitsState, ServersState, SnapshotPart } from '@understudy/api-contract';
import { promotionWaitMs, type Clock } from '@understudy/core';
import type { ApiSources } from '../state/api-sources.ts';
import type { MetricsRecorder } from '../state/metrics-recorder.ts';
import { mapReading } from '../state/reading.ts';
import { renderPart } from '../state/rendered-snapshot.ts';
import type { ServiceState } from '../state/service-state.ts';
import { JsonText, type Handlers } from './handled-request.ts';

export interface StateHandlerOptions {
  readonly state: ServiceState;
  readonly sources: ApiSources;
  readonly recorder: MetricsRecorder;
  readonly version: string;
  readonly clock: Clock;
}

type StateRoute = SnapshotPart | 'snapshot' | 'balancers' | 'limits' | 'metricsHistory' | 'drills';

/** Answers from what was read last: no request asks the control store. */
export function stateHandlers(options: StateHandlerOptions): Handlers<Exclude<StateRoute, 'move'>> {
  const { state, sources, recorder, clock } = options;
  const part = (name: SnapshotPart) => () =>
    new JsonText(state.snapshot.parts[name].render(clock.monotonicMs()));
  return {
    snapshot: () => new JsonText(state.text()),
    route: part('route'),
    regions: part('regions'),
    links: part('links'),
    findings: part('findings'),
    decision: part('decision'),
    readiness: part('readiness'),
    intents: part('intents'),
    directives: part('directives'),
    orchestrators: part('orchestrators'),
    programs: part('programs'),
    alerts: part('alerts'),
    servers: part('servers'),
    repairs: part('repairs'),
    balancers: () => {
      const balancers = mapReading(
        state.values.servers,
        (value): readonly BalancerState[] => (value as ServersState).balancers,
      );
      return new JsonText(renderPart(balancers).render(clock.monotonicMs()));
    },
    limits: () => limitsOf(options),
    metricsHistory: ({ query }) => recorder.history(query.sinceMs),
    drills: () => sources.drills(),
  };
}

function limitsOf({ sources, state, version }: StateHandlerOptions): LimitsState {
  const { limits, orchestrator } = sources.topology;
  const settings = orchestrator && {
    automatic: orchestrator.automatic,
    approval: orchestrator.approval,
    approvalLimitMs: orchestrator.approvalLimitMs,
    lookEveryMs: orchestrator.lookEveryMs,
    lookLimitMs: orchestrator.lookLimitMs,
    looks: orchestrator.looks,
    reportEveryMs: orchestrator.reportEveryMs,
    leaderTtlMs: orchestrator.leaderTtlMs,
    pauseMs: orchestrator.pauseMs,
  };
  return {
    limits,
    promotionWaitMs: promotionWaitMs(limits),
    ...(settings !== undefined && { orchestrator: settings }),
    versions: [
      { program: 'API', version },
      ...state.facts.reports.map(({ report }) => ({
        program: report.observer,
        version: report.version,
        topology: report.topology,
      })),
    ],
  };
}
