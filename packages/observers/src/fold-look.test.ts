import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyRuns } from '@understudy/core/testing';
import { conditionKind, type RegionCondition, type RegionSight } from '@understudy/findings';
import { foldLook, type RegionLook } from './fold-look.ts';

const CONDITIONS: readonly RegionCondition[] = [
  'answering',
  'slow',
  'unreachable',
  'name-not-found',
  'tls-failed',
  'throttled',
  'server-error',
  'refused',
  'table-missing',
];
const result = fc.record({
  condition: fc.constantFrom(...CONDITIONS),
  tookMs: fc.integer({ min: 0, max: 1_000 }),
});
const looks = fc
  .array(fc.record({ write: result, read: result }), { minLength: 1, maxLength: 30 })
  .map((all) =>
    all.map((look, at): RegionLook => ({ region: 'us-east-1', atMs: 1_000 + at * 500, ...look })),
  );

const foldAll = (all: readonly RegionLook[]) =>
  all.reduce<RegionSight | undefined>(foldLook, undefined) as RegionSight;
const kindOf = (look: RegionLook) => conditionKind(foldAll([look]).condition);

describe('looks at a region, folded in their order', () => {
  it('count those against it since the last answer, whatever says nothing of it in between', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const sight = foldAll(all);
        const sinceAnswer = all.slice(all.map(kindOf).lastIndexOf('answer') + 1);
        const against = sinceAnswer.filter((look) => kindOf(look) === 'against');
        expect(sight.missed).toBe(against.length);
        expect(sight.missedSinceMs).toBe(against[0]?.atMs);
      }),
      { numRuns: propertyRuns(200, 5_000) },
    );
  });

  it('show the last look, the worse of its two results, and when the region last answered both', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const sight = foldAll(all);
        const last = all.at(-1) as RegionLook;
        expect([sight.write, sight.read]).toEqual([last.write, last.read]);
        expect([last.write.condition, last.read.condition]).toContain(sight.condition);
        const isAnswer = [last.write, last.read].every(
          ({ condition }) => conditionKind(condition) === 'answer',
        );
        expect(conditionKind(sight.condition) === 'answer').toBe(isAnswer);
        expect(sight.seenMs).toBe(all.filter((look) => kindOf(look) === 'answer').at(-1)?.atMs);
      }),
      { numRuns: propertyRuns(200, 5_000) },
    );
  });
});
