import type { AlertCatalogue } from '../alert.ts';
import { samples } from '../samples.ts';
import { SAMPLE_LINK, SAMPLE_SERVICE, SAMPLE_TARGETS, SERVICE, seriesOf } from '../series-of.ts';
import { REGION_ALERTS } from './region-alerts.ts';

const { replicator, verifier } = SAMPLE_TARGETS;
const LINK = `${SERVICE}, table, source, target`;
const PROGRAM = `${SERVICE}, job, instance`;
const NAMED = 'of {{ $labels.table }} from {{ $labels.source }} to {{ $labels.target }}';
const ON_LINK = { [SERVICE]: SAMPLE_SERVICE, ...SAMPLE_LINK };

const onLink = (metric: string) => seriesOf(metric, replicator, SAMPLE_LINK);

/** A fault of the sample link that shows in one series. */
const shows = (metric: string, values: string, firesAfterSeconds: number, value?: string) => ({
  series: { [onLink(metric)]: values },
  firesAfterSeconds,
  labels: ON_LINK,
  ...(value !== undefined && { value }),
});

/** Alerts on links: one table in one direction. A worker that does not lead a link has NaN or 0 for it. */
export const REPLICATION_ALERTS: AlertCatalogue = {
  UnderstudyReplicationLags: {
    area: 'replication',
    expr: `time() - max by (${LINK}) (understudy_replicator_settled_timestamp_seconds) > 60`,
    for: '1m',
    severity: 'page',
    summary: `Replication ${NAMED} lags`,
    description:
      'The newest write that the target holds is {{ $value | humanizeDuration }} old. A failover would leave the later ones behind; a switchover is refused above limits.maxLagMs.',
    runbook: 'replication-lags',
    finding: 'lag-over-limit',
    silencedBy: [...REGION_ALERTS, 'UnderstudyLinkWithoutLeader', 'UnderstudyStreamOff'],
    fault: shows('understudy_replicator_settled_timestamp_seconds', samples.frozen, 180, '3m 30s'),
  },
  UnderstudyLinkHangs: {
    area: 'replication',
    expr: `time() - max by (${LINK}) (understudy_replicator_contact_timestamp_seconds) > 60`,
    for: '1m',
    severity: 'page',
    summary: `The link ${NAMED} hangs`,
    description:
      'The stream of {{ $labels.source }} gave its worker no answer for {{ $value | humanizeDuration }}: the worker hangs, or that region does not answer it.',
    runbook: 'link-silent',
    finding: 'link-silent',
    silencedBy: REGION_ALERTS,
    fault: shows('understudy_replicator_contact_timestamp_seconds', samples.frozen, 180, '3m 30s'),
  },
  UnderstudyLinkWithoutLeader: {
    area: 'replication',
    expr: `max by (${LINK}) (last_over_time(understudy_replicator_leading_links[1h]) * on (${PROGRAM}) group_left () up) == 0`,
    for: '1m',
    severity: 'page',
    summary: `No worker leads the link ${NAMED}`,
    description:
      'Nothing is replicated until a replicator leads the link. After 24 hours the stream drops what was not read.',
    runbook: 'link-silent',
    finding: 'link-silent',
    silencedBy: REGION_ALERTS,
    fault: {
      // The process is killed: its series end, and Prometheus can't scrape it.
      series: {
        [onLink('understudy_replicator_leading_links')]: samples.ending(1),
        [seriesOf('up', replicator)]: samples.becoming(1, 0),
      },
      firesAfterSeconds: 120,
      labels: ON_LINK,
    },
  },
  UnderstudyLinkBlocked: {
    area: 'replication',
    expr: `max by (${LINK}) (understudy_replicator_blocked) == 1`,
    for: '1m',
    severity: 'page',
    summary: `The link ${NAMED} is blocked`,
    description:
      'It waits for what a person may have to fix. /readyz of its replicator has the code and the remedy.',
    runbook: 'link-blocked',
    silencedBy: REGION_ALERTS,
    fault: shows('understudy_replicator_blocked', samples.becoming(0, 1), 90),
  },
  UnderstudyStreamGap: {
    area: 'replication',
    expr: `max by (${LINK}) (understudy_replicator_gap_open) == 1`,
    severity: 'page',
    summary: `The stream ${NAMED} dropped writes unread`,
    description:
      'The target may lack writes that no link can bring any more. A switchover is refused until then.',
    runbook: 'stream-gap',
    finding: 'gap-open',
    fault: shows('understudy_replicator_gap_open', samples.becoming(0, 1), 0),
  },
  UnderstudyStreamOff: {
    area: 'replication',
    expr: `max by (${LINK}) (understudy_replicator_stream_off) == 1`,
    severity: 'page',
    summary: `The stream of {{ $labels.table }} in {{ $labels.source }} is off`,
    description:
      'Every write of {{ $labels.source }} from now on is in no stream, so {{ $labels.target }} never gets it.',
    runbook: 'stream-off',
    fault: shows('understudy_replicator_stream_off', samples.becoming(0, 1), 0),
  },
  UnderstudyDeadLetters: {
    area: 'replication',
    expr: `max by (${LINK}) (understudy_replicator_parked_open_records) > 0`,
    for: '5m',
    severity: 'ticket',
    summary: `Records ${NAMED} can't be applied`,
    description:
      '{{ $value | humanize }} writes are missing in the target. The link tries them again once a minute; a switchover is refused meanwhile.',
    runbook: 'dead-letters',
    finding: 'dead-letters-open',
    fault: shows('understudy_replicator_parked_open_records', samples.becoming(0, 3), 300, '3'),
  },
  UnderstudyTrimNear: {
    area: 'replication',
    expr: `min by (${LINK}) (understudy_replicator_trim_seconds) < 14400`,
    severity: 'page',
    summary: `The stream ${NAMED} soon drops what was not read`,
    description:
      'In {{ $value | humanizeDuration }} the stream drops writes that the link has not read. The target then needs a backfill.',
    runbook: 'trim-near',
    fault: shows('understudy_replicator_trim_seconds', samples.becoming(86_400, 10_800), 0, '3h 0m 0s'),
  },
  UnderstudyLedgerEntries: {
    area: 'replication',
    expr: `sum by (${LINK}) (increase(understudy_replicator_lost_total[15m]) + increase(understudy_replicator_late_total[15m]) + increase(understudy_replicator_kept_total[15m])) > 0`,
    severity: 'ticket',
    summary: `Writes ${NAMED} went to the ledger`,
    description: 'Acknowledged writes lost against others, or wait for a decision. None is deleted.',
    runbook: 'ledger-entries',
    fault: shows('understudy_replicator_lost_total', samples.becoming(0, 1), 30),
  },
  UnderstudyUnexplainedRecords: {
    area: 'replication',
    expr: `sum by (${LINK}) (increase(understudy_replicator_unexplained_total[15m])) > 0`,
    severity: 'page',
    summary: `The target refuses writes ${NAMED} that nothing explains`,
    description:
      'It holds a write of the same source and epoch that the stream never held: items were restored with their stamps, or the order of the stream is broken.',
    runbook: 'unexplained-records',
    fault: shows('understudy_replicator_unexplained_total', samples.becoming(0, 1), 30),
  },
  UnderstudyTablesDiffer: {
    area: 'replication',
    expr: `max by (${SERVICE}, table) (understudy_verifier_different_items) > 0`,
    for: '5m',
    severity: 'ticket',
    summary: 'The copies of {{ $labels.table }} differ',
    description:
      'The last sample of `understudy verify --watch` found {{ $value | humanize }} items that differ.',
    runbook: 'tables-differ',
    fault: {
      series: {
        [seriesOf('understudy_verifier_different_items', verifier, { table: 'orders' })]: samples.becoming(
          0,
          2,
        ),
      },
      firesAfterSeconds: 300,
      labels: { [SERVICE]: SAMPLE_SERVICE, table: 'orders' },
      value: '2',
    },
  },
};
