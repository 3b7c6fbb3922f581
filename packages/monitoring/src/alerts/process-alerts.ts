import type { AlertCatalogue } from '../alert.ts';
import { samples } from '../samples.ts';
import { SAMPLE_SERVICE, SAMPLE_TARGETS, SERVICE, seriesOf } from '../series-of.ts';

const { gateway } = SAMPLE_TARGETS;
const PROGRAM = `${SERVICE}, job, instance`;
const ON_GATEWAY = { [SERVICE]: SAMPLE_SERVICE, ...gateway };

/** Alerts on what every program has: whether it answers, its lease on the route, its credentials, its metrics. */
export const PROCESS_ALERTS: AlertCatalogue = {
  UnderstudyTargetDown: {
    area: 'processes',
    expr: 'up{understudy_service!=""} == 0',
    for: '2m',
    severity: 'ticket',
    summary: "Prometheus can't scrape {{ $labels.job }}",
    description:
      '{{ $labels.instance }} does not answer on /metrics: the program does not run, or the address is wrong.',
    runbook: 'target-down',
    finding: 'program-silent',
    fault: {
      series: { [seriesOf('up', gateway)]: samples.becoming(1, 0) },
      firesAfterSeconds: 150,
      labels: ON_GATEWAY,
    },
  },
  UnderstudyRouteLeaseNotRenewed: {
    area: 'processes',
    expr: 'time() - understudy_route_renewed_timestamp_seconds > 30',
    for: '1m',
    severity: 'page',
    summary: "{{ $labels.job }} can't renew its lease on the route",
    description:
      "Neither the control store nor the fence of the writer's region answered it for {{ $value | humanizeDuration }}. A gateway sends no write without a lease.",
    runbook: 'route-lease',
    fault: {
      series: { [seriesOf('understudy_route_renewed_timestamp_seconds', gateway)]: samples.frozen },
      firesAfterSeconds: 180,
      labels: ON_GATEWAY,
      value: '3m 30s',
    },
  },
  UnderstudyControlStoreAway: {
    area: 'processes',
    expr: `sum by (${SERVICE}) (increase(understudy_route_renewals_total{by="fence"}[2m])) > 0`,
    for: '1m',
    severity: 'page',
    summary: 'The control store of {{ $labels.understudy_service }} does not answer',
    description:
      "Programs renew their leases by the fence of the writer's region. Writes go on, and the writer can't be moved.",
    runbook: 'control-store-silent',
    finding: 'control-store-silent',
    fault: {
      series: {
        [seriesOf('understudy_route_renewals_total', gateway, { by: 'fence' })]: samples.counting(5),
      },
      firesAfterSeconds: 90,
      labels: { [SERVICE]: SAMPLE_SERVICE },
    },
  },
  UnderstudyCredentialsEnd: {
    area: 'processes',
    expr: `(understudy_service_credentials_end_seconds - time()) < 900 and on (${PROGRAM}) increase(understudy_service_credentials_refresh_failures_total[10m]) > 0`,
    severity: 'page',
    summary: 'The AWS credentials of {{ $labels.job }} end',
    description: 'They end in {{ $value | humanizeDuration }}, and no region gave it new ones.',
    runbook: 'credentials-end',
    fault: {
      series: {
        [seriesOf('understudy_service_credentials_end_seconds', gateway)]: samples.steady(1_200),
        [seriesOf('understudy_service_credentials_refresh_failures_total', gateway)]: samples.counting(1),
      },
      firesAfterSeconds: 60,
      labels: ON_GATEWAY,
      value: '14m 0s',
    },
  },
  UnderstudyRefusedSamples: {
    area: 'processes',
    expr: `sum by (${PROGRAM}, reason) (increase(understudy_telemetry_refused_samples_total[15m])) > 0`,
    severity: 'ticket',
    summary: '{{ $labels.job }} refuses samples of its metrics',
    description:
      'A {{ $labels.reason }} does not fit the catalogue, so a metric is incomplete. Report it: it is a fault of Understudy.',
    runbook: 'refused-samples',
    fault: {
      series: {
        [seriesOf('understudy_telemetry_refused_samples_total', gateway, { reason: 'label' })]:
          samples.becoming(0, 1),
      },
      firesAfterSeconds: 30,
      labels: { ...ON_GATEWAY, reason: 'label' },
    },
  },
};
