import { defineMetrics, OPEN } from '@understudy/core';

/** What the API measures of itself. */
export const API_METRICS = defineMetrics({
  understudy_api_requests_total: {
    type: 'counter',
    help: 'Requests that were answered, by the operation of the document and the class of the status.',
    unit: 'requests',
    labels: { operation: OPEN, status: ['2xx', '3xx', '4xx', '5xx'] },
  },
  understudy_api_request_duration_seconds: {
    type: 'histogram',
    help: 'How long a request took until its answer was complete; streams are not among them.',
    unit: 'seconds',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  },
  understudy_api_refusals_total: {
    type: 'counter',
    help: 'Requests that were refused, by the code of the error.',
    unit: 'requests',
    labels: { code: OPEN },
  },
  understudy_api_streams: {
    type: 'gauge',
    help: 'Streams of events that are open.',
    unit: 'streams',
  },
  understudy_api_snapshot_age_seconds: {
    type: 'gauge',
    help: 'Age of what the control store last answered, from which requests are answered; NaN where it never did.',
    unit: 'seconds',
    initial: NaN,
  },
});
