import { describe, expect, it } from '@jest/globals';
import { linkId } from './link-id.ts';

describe('the key of a link', () => {
  it('is the same for equal links, and another for another table or direction', () => {
    const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
    expect(linkId(link)).toBe('orders|us-east-1|eu-central-1');
    const others = [
      { ...link, table: 'carts' },
      { ...link, source: link.target, target: link.source },
    ];
    expect(new Set([link, ...others].map(linkId)).size).toBe(3);
  });
});
