import { defineMetrics, OPEN } from '@understudy/core';

const TABLE = { table: OPEN };

/** The metrics of `verify --watch`. */
export const VERIFIER_METRICS = defineMetrics({
  understudy_verifier_compared_items_total: {
    type: 'counter',
    help: 'Keys compared by samples.',
    unit: 'items',
    labels: TABLE,
  },
  understudy_verifier_different_items_total: {
    type: 'counter',
    help: 'Keys that samples found to differ.',
    unit: 'items',
    labels: TABLE,
  },
  understudy_verifier_different_items: {
    type: 'gauge',
    help: 'Keys that differed in the last sample.',
    unit: 'items',
    labels: TABLE,
  },
  understudy_verifier_sampled_timestamp_seconds: {
    type: 'gauge',
    help: 'When the last sample of the table was completed; 0 before the first one.',
    unit: 'timestamp seconds',
    labels: TABLE,
  },
  understudy_verifier_unsettled_items_total: {
    type: 'counter',
    help: 'Keys that were written to at every look of a sample.',
    unit: 'items',
    labels: TABLE,
  },
  understudy_verifier_capacity_units_total: {
    type: 'counter',
    help: 'Read capacity units that samples consumed, both regions together.',
    unit: 'capacity units',
    labels: TABLE,
  },
  understudy_verifier_coverage_ratio: {
    type: 'gauge',
    help: 'Share of the key space compared since the present pass began.',
    unit: 'ratio',
    labels: TABLE,
  },
  understudy_verifier_failures_total: {
    type: 'counter',
    help: 'Samples that could not be completed.',
    unit: 'samples',
    labels: TABLE,
  },
});
