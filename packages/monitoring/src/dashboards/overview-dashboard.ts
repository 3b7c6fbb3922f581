import type { Dashboard } from './dashboard.ts';

const HERE = 'understudy_service=~"$service"';

/** Are writes failing, is a move possible, what is wrong? */
export const OVERVIEW_DASHBOARD: Dashboard = {
  title: 'Overview',
  slug: 'overview',
  panels: [
    {
      title: 'Alerts that fire',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [
        {
          expr: `count(ALERTS{alertname=~"Understudy.+", alertstate="firing", ${HERE}}) or vector(0)`,
          legend: 'alerts',
        },
      ],
    },
    {
      title: 'Gateways that are not ready',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [{ expr: `count(understudy_gateway_ready{${HERE}} == 0) or vector(0)`, legend: 'gateways' }],
    },
    {
      title: 'Links without a leader',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [
        {
          expr: `count(max by (table, source, target) (understudy_replicator_leading_links{${HERE}}) == 0) or vector(0)`,
          legend: 'links',
        },
      ],
    },
    {
      title: 'Programs that do not answer',
      kind: 'stat',
      unit: 'short',
      redFrom: 1,
      queries: [{ expr: `count(up{${HERE}} == 0) or vector(0)`, legend: 'programs' }],
    },
    {
      title: 'Requests of applications, by status',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (status) (rate(understudy_gateway_requests_total{${HERE}}[1m]))`,
          legend: '{{status}}',
        },
      ],
    },
    {
      title: 'Failed attempts, by region',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (region, class) (rate(understudy_failover_client_failed_attempts_total{${HERE}}[1m]))`,
          legend: '{{region}} {{class}}',
        },
      ],
    },
    {
      title: 'Lag, by link',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: `time() - max by (table, source, target) (understudy_replicator_settled_timestamp_seconds{${HERE}})`,
          legend: '{{table}} {{source}} → {{target}}',
        },
      ],
    },
    {
      title: 'Alerts over time',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `count by (alertname) (ALERTS{alertname=~"Understudy.+", alertstate="firing", ${HERE}})`,
          legend: '{{alertname}}',
        },
      ],
    },
  ],
};
