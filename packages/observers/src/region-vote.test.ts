import { describe, expect, it } from '@jest/globals';
import { regionVote } from './region-vote.ts';

const seen = (atMs: number, missed = 0) =>
  ({ target: 'us-east-1', kind: 'seen', value: true, atMs, ageMs: 1, missed }) as const;
const neverSeen = { target: 'us-east-1', kind: 'never-seen', missed: 9 } as const;

describe('a vote on a region', () => {
  it('counts who missed enough looks in a row, and says when it was last seen (fault D16)', () => {
    const observations = { ohio: seen(500, 3), paris: seen(700, 2), oslo: neverSeen };
    expect(regionVote({ observations })).toEqual({
      observers: ['ohio', 'paris', 'oslo'],
      agreeing: ['ohio', 'oslo'],
      writerSeenMs: 700,
    });
  });

  it('does not know when it was seen where it was never seen', () => {
    expect(regionVote({ observations: { oslo: neverSeen } })).toEqual({
      observers: ['oslo'],
      agreeing: ['oslo'],
    });
  });
});
