import { expect, it } from '@jest/globals';
import { describeCapacity } from './describe-capacity.ts';

it('describes the capacity of a table and of each global index, and what each has taken', () => {
  expect(
    describeCapacity({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 90 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 },
      GlobalSecondaryIndexes: [{ IndexName: 'by-day' }],
    }),
  ).toEqual([
    { mode: 'on-demand', write: 90, warm: { read: 12_000, write: 4_000 } },
    { index: 'by-day', mode: 'on-demand' },
  ]);
});

it('describes provisioned units, which a table has unless it says otherwise', () => {
  expect(
    describeCapacity({
      ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 20 },
      WarmThroughput: { ReadUnitsPerSecond: 1 },
      GlobalSecondaryIndexes: [
        { IndexName: 'by-day', ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 7 } },
      ],
    }),
  ).toEqual([
    { mode: 'provisioned', read: 50, write: 20 },
    { index: 'by-day', mode: 'provisioned', read: 5, write: 7 },
  ]);
});
