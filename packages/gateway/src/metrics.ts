import { defineMetrics } from '@understudy/core';

/** The metrics of the gateway; those of its client are the failover client's. */
export const GATEWAY_METRICS = defineMetrics({
  understudy_gateway_in_flight_requests: {
    type: 'gauge',
    help: 'Requests under way.',
    unit: 'requests',
  },
  understudy_gateway_held_bytes: {
    type: 'gauge',
    help: 'Bytes of request bodies that are held.',
    unit: 'bytes',
  },
  understudy_gateway_lease_left_seconds: {
    type: 'gauge',
    help: 'How long the right to write lasts without another look at the route.',
    unit: 'seconds',
  },
  understudy_gateway_route_epoch: {
    type: 'gauge',
    help: 'The epoch of the route last seen.',
    unit: 'epoch',
  },
  understudy_gateway_ready: {
    type: 'gauge',
    help: '1 where a write that came now would be sent.',
    unit: 'gateways',
  },
});
