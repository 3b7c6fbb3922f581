import type { Dashboard } from './dashboard.ts';

const HERE = 'understudy_service=~"$service"';
const LEADS = '* on (understudy_service, job, instance) group_left () understudy_orchestrator_leading';

/** Who leads, what is wrong, what a failover would meet, and how moves ended. */
export const ORCHESTRATORS_DASHBOARD: Dashboard = {
  title: 'Orchestrators',
  slug: 'orchestrators',
  panels: [
    {
      title: 'A failover is wanted',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [{ expr: `max(understudy_orchestrator_failover_wanted{${HERE}} ${LEADS})`, legend: 'wanted' }],
    },
    {
      title: 'Observers that abstain',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [{ expr: `sum(understudy_orchestrator_abstaining{${HERE}})`, legend: 'observers' }],
    },
    {
      title: 'Who leads',
      kind: 'timeseries',
      unit: 'short',
      queries: [{ expr: `max by (job) (understudy_orchestrator_leading{${HERE}})`, legend: '{{job}}' }],
    },
    {
      title: 'Age of the last tick',
      kind: 'timeseries',
      unit: 's',
      queries: [
        { expr: `time() - understudy_orchestrator_tick_timestamp_seconds{${HERE}}`, legend: '{{job}}' },
      ],
    },
    {
      title: 'Findings',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `max by (code) (understudy_orchestrator_findings{${HERE}} ${LEADS}) > 0`,
          legend: '{{code}}',
        },
      ],
    },
    {
      title: 'What a failover would meet',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: `max by (code) (understudy_orchestrator_blocks{${HERE}} ${LEADS}) > 0`, legend: '{{code}}' },
      ],
    },
    {
      title: 'Moves, by how they ended',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (state) (increase(understudy_orchestrator_moves_total{${HERE}}[1h]))`,
          legend: '{{state}}',
        },
      ],
    },
    {
      title: 'Promotions and aborts',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (kind) (increase(understudy_moves_promotions_total{${HERE}}[1h]))`,
          legend: '{{kind}} promoted',
        },
        {
          expr: `sum by (kind) (increase(understudy_moves_aborts_total{${HERE}}[1h]))`,
          legend: '{{kind}} aborted',
        },
      ],
    },
  ],
};
