import { defineMetrics } from '@understudy/core';

/** The metrics of this package: every PrometheusTelemetry has them. */
export const TELEMETRY_METRICS = defineMetrics({
  understudy_telemetry_refused_samples_total: {
    type: 'counter',
    help: 'Samples that did not fit the catalogue, by what was wrong with them. Above 0: a bug in Understudy.',
    unit: 'samples',
    labels: { reason: ['metric', 'label', 'value'] },
  },
});
