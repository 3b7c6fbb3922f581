import { describe, expect, it } from '@jest/globals';
import { tableCopyInput } from './table-copy-input.ts';

const KEYS = {
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'day', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
} as const;

describe('a table in the other region', () => {
  it('has the keys, indexes and capacity of the first, and a stream with both images', () => {
    const index = {
      IndexName: 'by-day',
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }] as const,
      Projection: { ProjectionType: 'KEYS_ONLY' } as const,
    };
    expect(
      tableCopyInput({
        TableName: 'orders',
        AttributeDefinitions: [...KEYS.AttributeDefinitions],
        KeySchema: [...KEYS.KeySchema],
        TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders',
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 7, NumberOfDecreasesToday: 1 },
        GlobalSecondaryIndexes: [
          {
            ...index,
            KeySchema: [...index.KeySchema],
            IndexStatus: 'ACTIVE',
            ItemCount: 3,
            ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
          },
        ],
      }),
    ).toEqual({
      TableName: 'orders',
      ...KEYS,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 7 },
      GlobalSecondaryIndexes: [
        { ...index, ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 } },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it('is on demand where the first is', () => {
    expect(
      tableCopyInput({
        TableName: 'orders',
        AttributeDefinitions: [...KEYS.AttributeDefinitions],
        KeySchema: [...KEYS.KeySchema],
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      }),
    ).toEqual({
      TableName: 'orders',
      ...KEYS,
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });
});
