import { describe, expect, it } from '@jest/globals';
import { keyWords, valueWords } from './value-words.ts';

describe('valueWords', () => {
  it('reads DynamoDB’s JSON as a person does', () => {
    const values = [
      { S: 'paid' },
      { N: '84' },
      { N: '12345678901234567890.5' },
      { BOOL: true },
      { NULL: true },
      { L: [{ N: '1' }, { S: 'a' }] },
      { M: { city: { S: 'Lyon' } } },
      { SS: ['a', 'b'] },
    ];
    expect(values.map(valueWords)).toEqual([
      'paid',
      '84',
      '12345678901234567890.5',
      'true',
      'null',
      '[1,"a"]',
      '{"city":"Lyon"}',
      '["a","b"]',
    ]);
  });

  it('names an item by its key', () => {
    expect(keyWords({ pk: { S: 'shop' }, sk: { S: 'o-1' } })).toBe('shop / o-1');
  });
});
