import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE, TOMBSTONES_TTL } from './tombstones-table.ts';
import { fenceTable } from './fence-table.ts';
import { REPLICATION_TABLES } from './replication-tables.ts';

/** Every table of Understudy's in a data region, as CreateTable takes them. */
export const REGION_TABLES: readonly CreateTableCommandInput[] = [fenceTable(), ...REPLICATION_TABLES];

/** The attribute by which DynamoDB expires a table's items, in seconds since 1970; by table name. */
export const EXPIRY_ATTRIBUTES: Readonly<Record<string, string>> = {
  [TOMBSTONES_TABLE.TableName]: TOMBSTONES_TTL.TimeToLiveSpecification.AttributeName,
};
