import { defineMetrics, OPEN } from '@understudy/core';

/** The metrics of the gateway; those of its client are the failover client's. */
export const GATEWAY_METRICS = defineMetrics({
  understudy_gateway_in_flight_requests: {
    type: 'gauge',
    help: 'Requests in flight.',
    unit: 'requests',
  },
  understudy_gateway_held_bytes: {
    type: 'gauge',
    help: 'Bytes of request bodies in memory.',
    unit: 'bytes',
  },
  understudy_gateway_lease_left_seconds: {
    type: 'gauge',
    help: 'How long the lease on the route is still valid.',
    unit: 'seconds',
  },
  understudy_gateway_route_epoch: {
    type: 'gauge',
    help: 'Epoch of the last known route.',
    unit: 'epoch',
  },
  understudy_gateway_ready: {
    type: 'gauge',
    help: '1 if a write would be sent now.',
    unit: 'gateways',
  },
});

/** Kept by `RequestTally` in plain numbers, since every request pays for them. */
export const GATEWAY_REQUEST_METRICS = defineMetrics({
  understudy_gateway_requests_total: {
    type: 'counter',
    help: 'Requests answered, by operation and HTTP status; operation "refused" where the request was refused before it was read.',
    unit: 'requests',
    labels: { operation: OPEN, status: OPEN },
  },
  understudy_gateway_request_seconds: {
    type: 'histogram',
    help: 'Time from the whole request to its answer.',
    unit: 'seconds',
    labels: { operation: OPEN },
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
});
