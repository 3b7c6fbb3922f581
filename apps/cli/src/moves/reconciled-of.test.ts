import { describe, expect, it } from '@jest/globals';
import type { MergingEntry } from '@understudy/route';
import { AT_MS, moving, steady } from '../status/test-support/status.ts';
import { reconciledOf } from './reconciled-of.ts';

const entry = (tail: MergingEntry['tail'], untilMs: number) =>
  steady([{ region: 'eu-central-1', tail, untilMs }]).route;

describe('whether a service is reconciled', () => {
  it('is, without a region to reconcile, and while late requests may arrive', () => {
    expect(reconciledOf(steady().route, AT_MS)).toMatchObject({ writer: 'us-east-1', merging: [] });
    expect(reconciledOf(entry('settled', AT_MS + 1), AT_MS)).toMatchObject({ epoch: 1 });
  });

  it.each([
    ['a move is under way', moving.route],
    ['a tail is unsettled', entry('unsettled', AT_MS + 1)],
    ['an expired region is not closed', entry('settled', AT_MS)],
  ])('is not while %s', (_, route) => {
    expect(reconciledOf(route, AT_MS)).toBeUndefined();
  });
});
