import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE } from './tombstones-table.ts';

/**
 * What is kept for each link: leader, checkpoints, barrier, status, and the backfill's jobs. In each data region, for
 * the links that write it.
 */
export const LINKS_TABLE = 'understudy-links';
/** Writes that lost against others, with both images; in the target region. */
export const LEDGER_TABLE = 'understudy-ledger';
/** Records that can't be applied, with their cause; in the target region. */
export const PARKED_TABLE = 'understudy-parked';

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
