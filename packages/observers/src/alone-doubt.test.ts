import { describe, expect, it } from '@jest/globals';
import type { RegionCondition, RegionSight } from '@understudy/findings';
import { aloneDoubt } from './alone-doubt.ts';

const sight = (region: string, condition: RegionCondition): RegionSight => {
  const result = { condition, tookMs: 1 };
  return { region, condition, write: result, read: result, missed: 1 };
};
const cut = [sight('us-east-1', 'unreachable'), sight('eu-central-1', 'name-not-found')];

describe('an observer', () => {
  it('is alone where it reaches neither a region nor the control store', () => {
    expect(aloneDoubt({ regions: cut, controlAnswers: false })).toEqual([
      {
        kind: 'alone',
        what: 'It reaches neither the control store nor us-east-1 (unreachable), eu-central-1 (name-not-found).',
      },
    ]);
  });

  it.each([
    ['the control store answers', { regions: cut, controlAnswers: true }],
    ['it has not looked yet', { regions: [], controlAnswers: false }],
    ...(['answering', 'slow', 'throttled', 'server-error', 'refused', 'table-missing'] as const).map(
      (condition) =>
        [
          `a region is ${condition}`,
          { regions: [...cut, sight('us-west-2', condition)], controlAnswers: false },
        ] as const,
    ),
  ])('is not where %s', (_why, reach) => {
    expect(aloneDoubt(reach)).toEqual([]);
  });
});
