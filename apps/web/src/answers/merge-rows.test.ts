import { describe, expect, it } from '@jest/globals';
import { mergeRows } from './merge-rows.ts';

const item = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]));

describe('mergeRows', () => {
  it('takes what one side alone changed, and leaves what both changed to a person', () => {
    const rows = mergeRows({
      base: item({ status: 'placed', address: '12 Elm Street', total: '84' }),
      lost: item({ status: 'paid', address: '12 Elm Street', total: '84', voucher: 'WELCOME10' }),
      won: item({ status: 'placed', address: '7 Rue Haute', total: '84', voucher: 'FRIEND15' }),
    });
    expect(rows.map(({ attribute, takes }) => [attribute, takes])).toEqual([
      ['address', 'won'],
      ['status', 'lost'],
      ['total', 'same'],
      ['voucher', 'clash'],
    ]);
  });

  it('adds up numbers that both sides changed, and knows an attribute that a side removed', () => {
    const rows = mergeRows({
      base: { stock: { N: '10' }, note: { S: 'x' } },
      lost: { stock: { N: '9' } },
      won: { stock: { N: '7' }, note: { S: 'x' } },
    });
    expect(rows).toEqual([
      { attribute: 'note', base: 'x', lost: undefined, won: 'x', takes: 'lost' },
      { attribute: 'stock', base: '10', lost: '9', won: '7', takes: 'number' },
    ]);
  });
});
