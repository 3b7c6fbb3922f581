import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE } from '@understudy/versions';
import { LEDGER_TABLE, LINKS_TABLE, PARKED_TABLE } from './table-names.ts';

/** The tables that replication keeps in each data region, as CreateTable takes them. */
export const REPLICATION_TABLES: readonly CreateTableCommandInput[] = [
  TOMBSTONES_TABLE,
  twoKeys(LINKS_TABLE, 'part'),
  twoKeys(LEDGER_TABLE, 'entry'),
  twoKeys(PARKED_TABLE, 'entry'),
];

function twoKeys(table: string, sortKey: string): CreateTableCommandInput {
  return {
    TableName: table,
    AttributeDefinitions: [
      { AttributeName: 'link', AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'link', KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  };
}
