import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import * as fc from 'fast-check';
import { playOutages } from './test-support/play-outages.ts';
import { randomOutages } from './test-support/random-outages.ts';

describe('three orchestrators through any outages', () => {
  it('fail over from what is down, from nothing else, and break no rule', async () => {
    await fc.assert(
      fc.asyncProperty(randomOutages, async (outages) => {
        const { falseFailovers, missedFailovers, broken } = await playOutages(outages);
        expect({ falseFailovers, missedFailovers, broken }).toEqual({
          falseFailovers: [],
          missedFailovers: [],
          broken: [],
        });
      }),
      { numRuns: propertyRuns(4, 1_000) },
    );
  }, 300_000);
});
