import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { describeSettings, type TableDetails } from './describe-settings.ts';

const ON_DEMAND: TableDescription = {
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 },
  GlobalSecondaryIndexes: [{ IndexName: 'by-day', IndexStatus: 'ACTIVE' }],
};
const DETAILS: TableDetails = { expiresBy: 'until', pointInTimeRecovery: true };

/** The settings in which two descriptions differ, with what a difference means. */
function differences(description: TableDescription, details = DETAILS): readonly string[] {
  const before = new Map(describeSettings(ON_DEMAND, DETAILS).map(({ name, value }) => [name, value]));
  return describeSettings(description, details)
    .filter(({ name, value }) => before.get(name) !== value)
    .map(({ name, weight }) => `${name} ${weight}`);
}

describe('describeSettings', () => {
  it('finds no difference between a table and itself', () => {
    expect(differences(ON_DEMAND)).toEqual([]);
  });

  it.each<[string, TableDescription, TableDetails, readonly string[]]>([
    ['a table that is archived', { TableStatus: 'ARCHIVED' }, {}, ['status breaks']],
    [
      'an index that is filled still',
      { GlobalSecondaryIndexes: [{ IndexName: 'by-day', IndexStatus: 'CREATING', Backfilling: true }] },
      {},
      ['index by-day breaks'],
    ],
    [
      'provisioned capacity',
      {
        BillingModeSummary: { BillingMode: 'PROVISIONED' },
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      },
      {},
      ['capacity risks', 'capacity of index by-day risks'],
    ],
    ['a maximum', { OnDemandThroughput: { MaxWriteRequestUnits: 10 } }, {}, ['capacity risks']],
    [
      'another class',
      { TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } },
      {},
      ['table class informs'],
    ],
    ['another key', { SSEDescription: { SSEType: 'KMS' } }, {}, ['encryption informs']],
    ['deletion protection', { DeletionProtectionEnabled: true }, {}, ['deletion protection informs']],
    [
      'a colder table',
      { WarmThroughput: { ReadUnitsPerSecond: 1, WriteUnitsPerSecond: 1 } },
      {},
      ['warm throughput informs'],
    ],
    ['no expiry', {}, { expiresBy: '' }, ['time to live risks']],
    ['no recovery', {}, { pointInTimeRecovery: false }, ['point-in-time recovery risks']],
  ])('judges %s (fault D21)', (_name, changed, details, expected) => {
    expect(differences({ ...ON_DEMAND, ...changed }, { ...DETAILS, ...details })).toEqual(expected);
  });

  it('takes a table that is being updated for one that serves', () => {
    expect(differences({ ...ON_DEMAND, TableStatus: 'UPDATING' })).toEqual([]);
  });
});
