import type { AlertCatalogue } from '../alert.ts';
import { samples } from '../samples.ts';
import { SAMPLE_SERVICE, SAMPLE_TARGETS, SERVICE, seriesOf } from '../series-of.ts';

const { gateway } = SAMPLE_TARGETS;
const PROGRAM = `${SERVICE}, job, instance`;
const ON_GATEWAY = { [SERVICE]: SAMPLE_SERVICE, ...gateway };
const REQUESTS = 'understudy_gateway_requests_total';

/** Alerts on what applications get: from gateways, and from failover clients whose metrics are scraped. */
export const CLIENT_ALERTS: AlertCatalogue = {
  UnderstudyRegionRequestsFail: {
    area: 'clients',
    expr: `sum by (${SERVICE}, region) (increase(understudy_failover_client_failed_attempts_total{class="regional"}[2m])) > 0`,
    for: '1m',
    severity: 'page',
    summary: 'Requests to {{ $labels.region }} fail',
    description:
      'Clients and gateways get no connection, no answer in time, or errors of the server from {{ $labels.region }}.',
    runbook: 'region-requests-fail',
    signal: 'application-errors',
    fault: {
      series: {
        [seriesOf('understudy_failover_client_failed_attempts_total', gateway, {
          region: 'us-east-1',
          class: 'regional',
        })]: samples.counting(4),
      },
      firesAfterSeconds: 90,
      labels: { [SERVICE]: SAMPLE_SERVICE, region: 'us-east-1' },
    },
  },
  UnderstudyGatewayErrors: {
    area: 'clients',
    expr: `sum by (${PROGRAM}) (rate(understudy_gateway_requests_total{status=~"5.."}[5m])) / sum by (${PROGRAM}) (rate(understudy_gateway_requests_total[5m])) > 0.05`,
    for: '1m',
    severity: 'page',
    summary: '{{ $labels.instance }} answers applications with errors',
    description:
      '{{ $value | humanizePercentage }} of the answers of this gateway have a status of 500 or above.',
    runbook: 'gateway-errors',
    signal: 'application-errors',
    fault: {
      series: {
        [seriesOf(REQUESTS, gateway, { operation: 'PutItem', status: '200' })]: samples.growing(285),
        [seriesOf(REQUESTS, gateway, { operation: 'PutItem', status: '503' })]: samples.counting(200),
      },
      firesAfterSeconds: 120,
      labels: ON_GATEWAY,
      value: '25%',
    },
  },
  UnderstudyGatewayNotReady: {
    area: 'clients',
    expr: 'understudy_gateway_ready == 0',
    for: '1m',
    severity: 'page',
    summary: 'The gateway {{ $labels.instance }} is not ready',
    description: 'It would not send a write now. /readyz has the code and the remedy.',
    runbook: 'gateway-not-ready',
    finding: 'program-not-ready',
    fault: {
      series: { [seriesOf('understudy_gateway_ready', gateway)]: samples.becoming(1, 0) },
      firesAfterSeconds: 90,
      labels: ON_GATEWAY,
    },
  },
  UnderstudyGatewayOverloaded: {
    area: 'clients',
    expr: `sum by (${PROGRAM}) (increase(understudy_gateway_requests_total{operation="refused", status="400"}[5m])) > 0 or max by (${PROGRAM}) (understudy_gateway_held_bytes) > 201326592`,
    for: '1m',
    severity: 'page',
    summary: 'The gateway {{ $labels.instance }} throttles applications',
    description:
      'More requests are in flight than --max-in-flight allows, or their bodies fill its memory of 256 MB.',
    runbook: 'gateway-overloaded',
    fault: {
      series: {
        [seriesOf(REQUESTS, gateway, { operation: 'refused', status: '400' })]: samples.counting(20),
      },
      firesAfterSeconds: 90,
      labels: ON_GATEWAY,
    },
  },
  UnderstudyUnstampableWrites: {
    area: 'clients',
    expr: `sum by (${SERVICE}, operation) (understudy_failover_client_unstampable_writes_total{outcome="applied"}) > 0`,
    severity: 'ticket',
    summary: 'DynamoDB applied a {{ $labels.operation }} that carries no stamp',
    description:
      'The write can lose against an older one in the other region. Report it: it is a fault of Understudy.',
    runbook: 'unstampable-writes',
    fault: {
      series: {
        [seriesOf('understudy_failover_client_unstampable_writes_total', gateway, {
          operation: 'PutItem',
          outcome: 'applied',
        })]: samples.becoming(0, 1),
      },
      firesAfterSeconds: 30,
      labels: { [SERVICE]: SAMPLE_SERVICE, operation: 'PutItem' },
    },
  },
};
