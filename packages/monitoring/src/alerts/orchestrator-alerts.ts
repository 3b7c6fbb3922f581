import type { AlertCatalogue } from '../alert.ts';
import { samples } from '../samples.ts';
import { SAMPLE_SERVICE, SAMPLE_TARGETS, SERVICE, seriesOf } from '../series-of.ts';

const { orchestrator, otherOrchestrator, thirdOrchestrator } = SAMPLE_TARGETS;
const PROGRAM = `${SERVICE}, job, instance`;
const LEADS = `* on (${PROGRAM}) group_left () understudy_orchestrator_leading`;
const ON_SERVICE = { [SERVICE]: SAMPLE_SERVICE };
const MOVES = 'understudy_orchestrator_moves_total';

/** Alerts on orchestrators. Where one leads no more its gauges keep their last values, so those count of the leader alone. */
export const ORCHESTRATOR_ALERTS: AlertCatalogue = {
  UnderstudyFailoverBlocked: {
    area: 'orchestrators',
    expr: `max by (${SERVICE}) (understudy_orchestrator_failover_wanted ${LEADS}) == 1 and on (${SERVICE}) sum by (${SERVICE}) (understudy_orchestrator_blocks ${LEADS}) > 0`,
    for: '30s',
    severity: 'page',
    summary: 'A failover of {{ $labels.understudy_service }} is wanted and blocked',
    description:
      'An observer finds the writer gone, and the orchestrators move nothing. `understudy plan` says why.',
    runbook: 'failover-blocked',
    fault: {
      series: { [seriesOf('understudy_orchestrator_failover_wanted', orchestrator)]: samples.becoming(0, 1) },
      firesAfterSeconds: 60,
      labels: ON_SERVICE,
    },
  },
  UnderstudyMoveUnverified: {
    area: 'orchestrators',
    expr: `sum by (${SERVICE}) (increase(understudy_orchestrator_moves_total{state="unverified"}[15m])) > 0`,
    severity: 'page',
    summary: 'The writer of {{ $labels.understudy_service }} was moved, and the move is not verified',
    description:
      'The route names the new writer. Something does not confirm it: observers, programs or writes.',
    runbook: 'move-unverified',
    fault: {
      series: { [seriesOf(MOVES, orchestrator, { state: 'unverified' })]: samples.becoming(0, 1) },
      firesAfterSeconds: 30,
      labels: ON_SERVICE,
    },
  },
  UnderstudyMoveAborted: {
    area: 'orchestrators',
    expr: `sum by (${SERVICE}, state) (increase(understudy_orchestrator_moves_total{state=~"aborted|failed"}[15m])) > 0`,
    severity: 'page',
    summary: 'A move of the writer of {{ $labels.understudy_service }} ended as {{ $labels.state }}',
    description: 'The writer is as before, or the move is still under way. `understudy status` says which.',
    runbook: 'move-aborted',
    fault: {
      series: { [seriesOf(MOVES, orchestrator, { state: 'aborted' })]: samples.becoming(0, 1) },
      firesAfterSeconds: 30,
      labels: { ...ON_SERVICE, state: 'aborted' },
    },
  },
  UnderstudyNoOrchestratorLeads: {
    area: 'orchestrators',
    expr: `sum by (${SERVICE}) (last_over_time(understudy_orchestrator_leading[1h]) * on (${PROGRAM}) up) == 0`,
    for: '1m',
    severity: 'page',
    summary: 'No orchestrator of {{ $labels.understudy_service }} leads',
    description: 'No failover is made without a person, and a move that stops half-way is not continued.',
    runbook: 'no-orchestrator-leads',
    fault: {
      series: {
        [seriesOf('understudy_orchestrator_leading', orchestrator)]: samples.ending(1),
        [seriesOf('up', orchestrator)]: samples.becoming(1, 0),
      },
      firesAfterSeconds: 90,
      labels: ON_SERVICE,
    },
  },
  UnderstudyOrchestratorHangs: {
    area: 'orchestrators',
    expr: 'time() - understudy_orchestrator_tick_timestamp_seconds > 30',
    for: '1m',
    severity: 'ticket',
    summary: 'The orchestrator {{ $labels.job }} hangs',
    description:
      'It read what orchestrators share {{ $value | humanizeDuration }} ago: it hangs, or it does not reach the control store.',
    runbook: 'orchestrator-hangs',
    silencedBy: ['UnderstudyControlStoreAway', 'UnderstudyControlStoreSilent'],
    fault: {
      series: {
        [seriesOf('understudy_orchestrator_tick_timestamp_seconds', otherOrchestrator)]: samples.frozen,
      },
      firesAfterSeconds: 120,
      labels: { ...ON_SERVICE, ...otherOrchestrator },
      value: '2m 30s',
    },
  },
  UnderstudyMostObserversAbstain: {
    area: 'orchestrators',
    expr: `sum by (${SERVICE}) (understudy_orchestrator_abstaining) * 2 >= count by (${SERVICE}) (understudy_orchestrator_abstaining)`,
    for: '1m',
    severity: 'page',
    summary: 'Most observers of {{ $labels.understudy_service }} abstain',
    description:
      'They do not trust what they see, so no majority can find the writer gone: no failover is made.',
    runbook: 'observers',
    finding: 'observer-abstains',
    fault: {
      series: {
        [seriesOf('understudy_orchestrator_abstaining', otherOrchestrator)]: samples.becoming(0, 1),
        [seriesOf('understudy_orchestrator_abstaining', thirdOrchestrator)]: samples.becoming(0, 1),
      },
      firesAfterSeconds: 90,
      labels: ON_SERVICE,
    },
  },
};
