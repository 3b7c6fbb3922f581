import { describe, expect, it } from '@jest/globals';
import { EXPIRY_ATTRIBUTES, REGION_TABLES } from './region-tables.ts';

describe("Understudy's tables in a data region", () => {
  it('have the names, keys and expiry under which their items are stored', () => {
    const described = REGION_TABLES.map(({ TableName, KeySchema = [] }) => [
      TableName,
      KeySchema.map(({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''}`).join(', '),
    ]);
    expect(described).toEqual([
      ['understudy-fence', 'HASH service'],
      ['understudy-tombstones', 'HASH id'],
      ['understudy-links', 'HASH link, RANGE part'],
      ['understudy-ledger', 'HASH link, RANGE entry'],
      ['understudy-parked', 'HASH link, RANGE entry'],
    ]);
    expect(EXPIRY_ATTRIBUTES).toEqual({ 'understudy-tombstones': 'expiresAt' });
  });
});
