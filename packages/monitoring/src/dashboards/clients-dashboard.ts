import type { Dashboard } from './dashboard.ts';

const HERE = 'understudy_service=~"$service"';

/** What applications get from gateways and failover clients. */
export const CLIENTS_DASHBOARD: Dashboard = {
  title: 'Clients and gateways',
  slug: 'clients',
  panels: [
    {
      title: 'Share of answers with 500 and above',
      kind: 'timeseries',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (instance) (rate(understudy_gateway_requests_total{status=~"5..", ${HERE}}[5m])) / sum by (instance) (rate(understudy_gateway_requests_total{${HERE}}[5m]))`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Time of a request',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.5, sum by (le) (rate(understudy_gateway_request_seconds_bucket{${HERE}}[5m])))`,
          legend: 'half of them',
        },
        {
          expr: `histogram_quantile(0.99, sum by (le) (rate(understudy_gateway_request_seconds_bucket{${HERE}}[5m])))`,
          legend: '99 of 100',
        },
      ],
    },
    {
      title: 'Requests in flight',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `max by (instance) (understudy_gateway_in_flight_requests{${HERE}})`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Bodies in memory',
      kind: 'timeseries',
      unit: 'bytes',
      queries: [
        { expr: `max by (instance) (understudy_gateway_held_bytes{${HERE}})`, legend: '{{instance}}' },
      ],
    },
    {
      title: 'Lease left',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: `max by (instance) (understudy_gateway_lease_left_seconds{${HERE}})`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Renewals of leases, by what answered',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        { expr: `sum by (by) (rate(understudy_route_renewals_total{${HERE}}[1m]))`, legend: '{{by}}' },
      ],
    },
    {
      title: 'Writes that the fence refused',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (region) (rate(understudy_failover_client_stale_epochs_total{${HERE}}[1m]))`,
          legend: '{{region}}',
        },
      ],
    },
    {
      title: 'Reads that a standby answered',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (region) (rate(understudy_failover_client_standby_reads_total{${HERE}}[1m]))`,
          legend: '{{region}}',
        },
      ],
    },
    {
      title: 'Duration of repeated writes (99 of 100)',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.99, sum by (le) (rate(understudy_failover_client_repeated_writes_seconds_bucket{${HERE}}[5m])))`,
          legend: 'writes',
        },
      ],
    },
    {
      title: 'Epoch of the last known route',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: `max by (instance) (understudy_gateway_route_epoch{${HERE}})`, legend: '{{instance}}' },
      ],
    },
  ],
};
