import { describe, expect, it } from '@jest/globals';
import { describeOutcomes } from './describe-outcomes.ts';

const times = <Entry>(count: number, entry: Entry): Entry[] => Array.from({ length: count }, () => entry);
const acknowledged = { outcome: 'acknowledged' } as const;
const byCondition = { outcome: 'refused', byCondition: true } as const;
const refused = { outcome: 'refused' } as const;
const ambiguous = { outcome: 'ambiguous' } as const;

describe('describeOutcomes', () => {
  it('says what became of each write', () => {
    const entries = [
      ...times(2_033, acknowledged),
      ...times(80, byCondition),
      ...times(2, refused),
      ...times(1, ambiguous),
    ];
    expect(describeOutcomes(entries)).toBe(
      '2,033 were acknowledged; 80 refused by their own condition, as they should be; 3 failed (1 of them may have been applied)',
    );
  });

  it('has nothing to explain where nothing failed', () => {
    expect(describeOutcomes([acknowledged])).toBe(
      '1 were acknowledged; 0 refused by their own condition, as they should be; 0 failed',
    );
  });
});
