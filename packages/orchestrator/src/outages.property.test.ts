import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import * as fc from 'fast-check';
import { playOutages } from './testing/play-outages.ts';
import { randomOutages } from './testing/random-outages.ts';

describe('three orchestrators through any outages', () => {
  it('fail over from what is down, from nothing else, and break no rule', async () => {
    await fc.assert(
      fc.asyncProperty(randomOutages, async (outages) => {
        const { falsely, missed, broken } = await playOutages(outages);
        expect({ falsely, missed, broken }).toEqual({ falsely: [], missed: [], broken: [] });
      }),
      { numRuns: propertyRuns(6, 1_000) },
    );
  }, 300_000);
});
