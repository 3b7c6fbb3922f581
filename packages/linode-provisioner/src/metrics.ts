import { defineMetrics, OPEN } from '@understudy/core';

/** The metrics of calls to Linode's API. */
export const LINODE_PROVISIONER_METRICS = defineMetrics({
  understudy_linode_provisioner_repeated_calls_total: {
    type: 'counter',
    help: "Calls to Linode's API that were sent again, by the HTTP status of the answer before; none where no answer came.",
    unit: 'calls',
    labels: { status: OPEN },
  },
});
