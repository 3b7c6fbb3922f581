import { describe, expect, it } from '@jest/globals';
import { firstSentence } from './first-sentence.ts';

describe('firstSentence', () => {
  it('ends with the first sentence, and not within a figure or a name', () => {
    expect(firstSentence('Wait: the move ends by itself. Nothing else.')).toBe(
      'Wait: the move ends by itself.',
    );
    expect(firstSentence('orders is 41.2 s behind.')).toBe('orders is 41.2 s behind.');
    expect(firstSentence('Set it in understudy.yaml, then look')).toBe(
      'Set it in understudy.yaml, then look',
    );
  });
});
