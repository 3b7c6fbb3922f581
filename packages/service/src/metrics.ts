import { defineMetrics } from '@understudy/core';

/** The metrics of the credentials that a process signs its requests with. */
export const SERVICE_METRICS = defineMetrics({
  understudy_service_credentials_end_seconds: {
    type: 'gauge',
    help: 'When the present AWS credentials end, in seconds since 1970; NaN where they do not end.',
    unit: 'seconds',
  },
  understudy_service_credentials_refresh_failures_total: {
    type: 'counter',
    help: 'Times that new AWS credentials could be had from no region. Requests are signed with the present ones until these end.',
    unit: 'times',
  },
});
