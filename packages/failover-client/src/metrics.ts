import { defineMetrics, OPEN } from '@understudy/core';

/** The metrics of a client that follows the route. */
export const FAILOVER_CLIENT_METRICS = defineMetrics({
  understudy_failover_client_failed_attempts_total: {
    type: 'counter',
    help: 'Attempts that failed, by region and class of the error.',
    unit: 'attempts',
    labels: {
      region: OPEN,
      class: ['regional', 'capacity', 'contention', 'refused', 'caller', 'configuration'],
    },
  },
  understudy_failover_client_stale_epochs_total: {
    type: 'counter',
    help: 'Writes that the fence refused.',
    unit: 'writes',
    labels: { region: OPEN },
  },
  understudy_failover_client_unstampable_writes_total: {
    type: 'counter',
    help: 'Writes that DynamoDB would take, but that could not be stamped: refused, or applied although void. Must be 0.',
    unit: 'writes',
    labels: { operation: OPEN, outcome: ['refused', 'applied'] },
  },
  understudy_failover_client_standby_reads_total: {
    type: 'counter',
    help: 'Reads that a standby answered.',
    unit: 'reads',
    labels: { region: OPEN },
  },
  understudy_failover_client_narrowed_windows_total: {
    type: 'counter',
    help: 'Times that the limit on concurrent requests to a region was lowered, because it did not answer in time.',
    unit: 'times',
    labels: { region: OPEN },
  },
  understudy_failover_client_repeated_writes_seconds: {
    type: 'histogram',
    help: 'Duration of writes that needed more than one attempt, from the call to its answer.',
    unit: 'seconds',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60],
  },
});
