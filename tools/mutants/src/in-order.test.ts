import { describe, expect, it } from '@jest/globals';
import { inOrder, withinBudget } from './in-order.ts';

const FILE = 'packages/moves/src/plan-move.ts';
const beside = { name: 'packages/moves/src/plan-move.test.ts › plans', ms: 50 };
const own = { name: 'packages/moves/src/mover.test.ts › moves', ms: 10 };
const swift = { name: 'packages/moves/src/mover.test.ts › stops', ms: 1 };
const other = { name: 'packages/route/src/route.test.ts › is', ms: 1 };

describe('inOrder', () => {
  it('asks the test beside the file first, then its package, the quickest first', () => {
    expect(inOrder([other, own, swift, beside], FILE, new Map())).toEqual([beside, swift, own, other]);
  });

  it('asks what has found much before what is a little quicker', () => {
    expect(inOrder([swift, own], FILE, new Map([[own.name, 9]]))).toEqual([own, swift]);
  });
});

describe('withinBudget', () => {
  it('stops where the time is used up', () => {
    expect(withinBudget([swift, own, beside], 11)).toEqual([swift, own]);
    expect(withinBudget([swift, own, beside], Infinity)).toEqual([swift, own, beside]);
  });
});
