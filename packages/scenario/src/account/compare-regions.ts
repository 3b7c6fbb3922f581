import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { verifyTable, type TableReport } from '@understudy/verifier';
import { keyText, TABLES, type TableName } from '../service/tables.ts';

export interface Difference {
  readonly key: string;
  /** In words: which region lacks the item, or which attributes differ. */
  readonly how: string;
}

export interface Comparison {
  /** How many keys were compared, those of either region. */
  readonly items: number;
  readonly differences: readonly Difference[];
}

export interface CompareOptions {
  readonly regions: readonly [string, string];
  /** Straight to a region, past the failover client. */
  readonly clientOf: (region: string) => Pick<DynamoDBClient, 'send'>;
  readonly stampAttribute: string;
  readonly tables?: readonly TableName[];
}

/** The links have settled everything before the comparison: what differs for so long is no delay. */
const LAG_MS = 1_000;

/** More than any drill has items. */
const MOST_LISTED = 10_000_000;

/** Every item of either region against the other's, by the verifier; a key that keeps changing counts as different. */
export async function compareRegions({
  regions: [left, right],
  clientOf,
  stampAttribute,
  tables = TABLES,
}: CompareOptions): Promise<Comparison> {
  const differences: Difference[] = [];
  let items = 0;
  for (const table of tables) {
    const report = await verifyTable({
      regions: [
        { name: left, client: clientOf(left) },
        { name: right, client: clientOf(right) },
      ],
      table: { name: table, writes: 'stamped' },
      stampAttribute,
      options: { lagMs: LAG_MS, listed: MOST_LISTED },
    });
    items += report.compared;
    differences.push(...inWords(table, report));
  }
  return { items, differences };
}

function inWords(table: TableName, { differences, unsettledKeys }: TableReport): readonly Difference[] {
  const textOf = (key: TableReport['unsettledKeys'][number]) => keyText(table, unmarshall({ ...key }));
  return [
    ...differences.map(({ key, onlyIn, attributes }) => ({
      key: textOf(key),
      how: onlyIn === undefined ? `differs in ${attributes.join(', ')}` : `only in ${onlyIn}`,
    })),
    ...unsettledKeys.map((key) => ({ key: textOf(key), how: 'is still being written to' })),
  ];
}
