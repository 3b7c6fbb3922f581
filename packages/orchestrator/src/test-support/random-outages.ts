import * as fc from 'fast-check';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { samplePolicy } from '../testing/index.ts';

/** Something that fails for a while, and from when, in ms since the begin. */
export type Outage = { readonly atMs: number; readonly forMs: number } & (
  | { readonly what: 'region'; readonly region: string }
  /** One observer's own line to a region. */
  | { readonly what: 'line'; readonly observer: string; readonly region: string }
  /** One observer's own line to the control store. */
  | { readonly what: 'store'; readonly observer: string }
  | { readonly what: 'paused'; readonly observer: string }
  /** It dies, and is started again. */
  | { readonly what: 'killed'; readonly observer: string }
);

const MOST = 10;
const SPAN_MS = 120_000;

const region = fc.constantFrom(REGION_A, REGION_B);
const observer = fc.constantFrom(...samplePolicy.observers.map(({ name }) => name));
const time = {
  atMs: fc.integer({ min: 0, max: SPAN_MS }),
  forMs: fc.constantFrom(300, 900, 2_000, 8_000, 40_000),
};

/** Up to ten outages of regions, lines and processes within two minutes, with everything at once among them. */
export const randomOutages: fc.Arbitrary<readonly Outage[]> = fc.array(
  fc.oneof(
    fc.record({ ...time, what: fc.constant('region' as const), region }),
    fc.record({ ...time, what: fc.constant('line' as const), observer, region }),
    fc.record({ ...time, what: fc.constant('store' as const), observer }),
    fc.record({ ...time, what: fc.constant('paused' as const), observer }),
    fc.record({ ...time, what: fc.constant('killed' as const), observer }),
  ),
  { minLength: 1, maxLength: MOST },
);
