import { defineMetrics } from '@understudy/core';

/** The metrics of the lease on the route. */
export const ROUTE_METRICS = defineMetrics({
  understudy_route_renewals_total: {
    type: 'counter',
    help: "Renewals of the lease on the route: by the control store, by the writer region's fence, or failed (none).",
    unit: 'renewals',
    labels: { by: ['store', 'fence', 'none'] },
  },
  understudy_route_renewed_timestamp_seconds: {
    type: 'gauge',
    help: 'When the lease on the route was renewed last; 0 before the first time.',
    unit: 'timestamp seconds',
  },
});
