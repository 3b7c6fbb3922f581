import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '@understudy/scenario';
import { written } from '../test-support/written.ts';
import { sliceTraffic } from './slice-traffic.ts';

it('counts each write in the second in which it ended, and leaves no second out', () => {
  const outcome = fc.constantFrom<Outcome>('acknowledged', 'refused', 'ambiguous');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9_000), outcome, fc.boolean())), (drawn) => {
      const entries = drawn.map(([endedMs, ended, byCondition]) =>
        written(endedMs, { outcome: ended, byCondition: ended === 'refused' && byCondition }),
      );
      const slices = sliceTraffic(entries);
      slices.forEach(({ atMs, acknowledged, failed }, second) => {
        expect(atMs).toBe(second * 1_000);
        const within = entries.filter(({ endedMs }) => Math.floor(endedMs / 1_000) === second);
        expect(acknowledged).toBe(within.filter((each) => each.outcome === 'acknowledged').length);
        expect(failed).toBe(
          within.filter((each) => each.outcome !== 'acknowledged' && each.byCondition !== true).length,
        );
      });
      const last = Math.max(-1, ...entries.map(({ endedMs }) => Math.floor(endedMs / 1_000)));
      expect(slices).toHaveLength(last + 1);
    }),
  );
});
