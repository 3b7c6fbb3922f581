import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { LinkProgress, ShardPosition, StatusItem } from '../stores/link-store.ts';
import { LINKS_TABLE } from '../table-names.ts';
import type { LinkName } from '../types.ts';
import { partKey, stillLeads } from './lead-link.ts';

/** What the sort keys of a link's checkpoints begin with. */
export const SHARD = 'shard#';

/** DynamoDB's most items in one transaction, less the condition's. */
const MOST_WRITES = 99;

/** The writes of a leader's progress, in as many transactions as they need. Condition of each: `owner` leads. */
export function saveProgress(
  link: LinkName,
  owner: string,
  { positions = [], dropped = [], status }: LinkProgress,
): TransactWriteItem[][] {
  const writes = [
    ...positions.map((position) => putPosition(link, position)),
    ...dropped.map((shard): TransactWriteItem => ({
      Delete: { TableName: LINKS_TABLE, Key: partKey(link, SHARD + shard) },
    })),
    ...(status === undefined ? [] : [putStatus(link, status)]),
  ];
  return Array.from({ length: Math.ceil(writes.length / MOST_WRITES) }, (_none, at) => [
    { ConditionCheck: stillLeads(link, owner) },
    ...writes.slice(at * MOST_WRITES, (at + 1) * MOST_WRITES),
  ]);
}

function putPosition(
  link: LinkName,
  { shard, stream, sequence, finished }: ShardPosition,
): TransactWriteItem {
  return {
    Put: {
      TableName: LINKS_TABLE,
      Item: {
        ...partKey(link, SHARD + shard),
        stream: { S: stream },
        finished: { BOOL: finished },
        ...(sequence === undefined ? {} : { sequence: { S: sequence } }),
      },
    },
  };
}

function putStatus(link: LinkName, { lagMs, atTip, atMs, counts }: StatusItem): TransactWriteItem {
  return {
    Put: {
      TableName: LINKS_TABLE,
      Item: {
        ...partKey(link, 'status'),
        atTip: { BOOL: atTip },
        atMs: { N: String(atMs) },
        counts: {
          M: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { N: String(count) }])),
        },
        ...(lagMs === undefined ? {} : { lagMs: { N: String(lagMs) } }),
      },
    },
  };
}
