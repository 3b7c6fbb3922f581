import { describe, expect, it } from '@jest/globals';
import { tableInRegion } from './table-in-region.ts';
import { tableNameOf } from './table-name-of.ts';

const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

describe('table names', () => {
  it('are read out of ARNs, and ARNs follow the region', () => {
    expect(tableNameOf(arn)).toBe('orders');
    expect(tableNameOf('orders')).toBe('orders');
    expect(tableNameOf(`${arn}/index/x`)).toBe(`${arn}/index/x`);
    expect(tableInRegion(arn, 'eu-central-1')).toBe(
      'arn:aws:dynamodb:eu-central-1:123456789012:table/orders',
    );
    expect(tableInRegion('orders', 'eu-central-1')).toBe('orders');
  });
});
