import type { Dashboard, Panel } from './dashboard.ts';

const HERE = 'understudy_service=~"$service"';
const BY_LINK = 'by (table, source, target)';
const LINK = '{{table}} {{source}} → {{target}}';

const perLink = (title: string, unit: Panel['unit'], expr: string): Panel => ({
  title,
  kind: 'timeseries',
  unit,
  queries: [{ expr, legend: LINK }],
});

/** Each link: how far it is, how fast, and what it could not bring. */
export const REPLICATION_DASHBOARD: Dashboard = {
  title: 'Replication',
  slug: 'replication',
  panels: [
    perLink(
      'Lag: age of the newest settled write',
      's',
      `time() - max ${BY_LINK} (understudy_replicator_settled_timestamp_seconds{${HERE}})`,
    ),
    perLink(
      'What the loss of the source would cost now',
      's',
      `max ${BY_LINK} (understudy_replicator_contact_timestamp_seconds{${HERE}}) - max ${BY_LINK} (understudy_replicator_complete_timestamp_seconds{${HERE}})`,
    ),
    perLink(
      'Writes applied',
      'ops',
      `sum ${BY_LINK} (rate(understudy_replicator_applied_total{${HERE}}[1m]))`,
    ),
    {
      title: 'Writes that lost, and records that were parked',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum ${BY_LINK} (increase(understudy_replicator_lost_total{${HERE}}[5m]))`,
          legend: `lost ${LINK}`,
        },
        {
          expr: `sum ${BY_LINK} (increase(understudy_replicator_late_total{${HERE}}[5m]))`,
          legend: `late ${LINK}`,
        },
        {
          expr: `sum ${BY_LINK} (increase(understudy_replicator_kept_total{${HERE}}[5m]))`,
          legend: `kept ${LINK}`,
        },
        {
          expr: `max ${BY_LINK} (understudy_replicator_parked_open_records{${HERE}})`,
          legend: `parked ${LINK}`,
        },
      ],
    },
    perLink(
      'Time until the stream drops what was not read',
      's',
      `min ${BY_LINK} (understudy_replicator_trim_seconds{${HERE}})`,
    ),
    perLink(
      'Records read and not settled',
      'short',
      `max ${BY_LINK} (understudy_replicator_unsettled_records{${HERE}})`,
    ),
    {
      title: 'Failures, by kind',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (kind, table, source, target) (rate(understudy_replicator_failures_total{${HERE}}[1m]))`,
          legend: `{{kind}} ${LINK}`,
        },
      ],
    },
    {
      title: 'Gap, stream off, blocked',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: `max ${BY_LINK} (understudy_replicator_gap_open{${HERE}})`, legend: `gap ${LINK}` },
        { expr: `max ${BY_LINK} (understudy_replicator_stream_off{${HERE}})`, legend: `off ${LINK}` },
        { expr: `max ${BY_LINK} (understudy_replicator_blocked{${HERE}})`, legend: `blocked ${LINK}` },
      ],
    },
    {
      title: 'Items that differ, by the last sample',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: `max by (table) (understudy_verifier_different_items{${HERE}})`, legend: '{{table}}' },
      ],
    },
  ],
};
