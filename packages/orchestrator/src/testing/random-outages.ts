import * as fc from 'fast-check';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { Outage } from './outage.ts';
import { samplePolicy } from './sample-view.ts';

const MOST = 8;
/** Every outage begins within this time. */
const SPAN_MS = 60_000;

const region = fc.constantFrom(REGION_A, REGION_B);
const observer = fc.constantFrom(...samplePolicy.observers.map(({ name }) => name));
const time = {
  atMs: fc.integer({ min: 0, max: SPAN_MS }),
  forMs: fc.constantFrom(300, 900, 2_000, 8_000, 40_000),
};

/** Up to eight outages of regions, lines and processes within a minute, with everything at once among them. */
export const randomOutages: fc.Arbitrary<readonly Outage[]> = fc.array(
  fc.oneof(
    fc.record({ ...time, what: fc.constant('region' as const), region }),
    fc.record({ ...time, what: fc.constant('throttled' as const), region }),
    fc.record({ ...time, what: fc.constant('line' as const), observer, region }),
    fc.record({ ...time, what: fc.constant('store' as const), observer }),
    fc.record({ ...time, what: fc.constant('paused' as const), observer }),
    fc.record({ ...time, what: fc.constant('killed' as const), observer }),
  ),
  { minLength: 1, maxLength: MOST },
);
