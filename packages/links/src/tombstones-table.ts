import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';

/** The table of tombstones, one in each data region, as CreateTable takes it. */
export const TOMBSTONES_TABLE = {
  TableName: 'understudy-tombstones',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies CreateTableCommandInput;

/** The time to live of its items, as UpdateTimeToLive takes it. */
export const TOMBSTONES_TTL = {
  TableName: TOMBSTONES_TABLE.TableName,
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
} as const satisfies UpdateTimeToLiveCommandInput;
