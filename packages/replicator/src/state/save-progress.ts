import type { TransactWriteItem, Update } from '@aws-sdk/client-dynamodb';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import type { LinkProgress, ShardPosition, StatusItem } from './link-store.ts';
import { partKey } from '../leadership/claim-link.ts';

/** What the sort keys of a link's checkpoints begin with. */
export const SHARD = 'shard#';

/** DynamoDB's most items in one transaction, less the condition's. */
const MOST_WRITES = 99;

/** More transactions than any save has: no table has shards by the million. */
const MOST_PARTS = 100_000;

/**
 * The writes of a leader's progress, in as many transactions as they need. Conditions of each: `owner` leads, and has
 * saved nothing of this turn or a later one. The leader's item is the first of each.
 */
export function saveProgress(
  link: LinkName,
  owner: string,
  { turn, positions = [], dropped = [], status }: LinkProgress,
): TransactWriteItem[][] {
  const writes = [
    ...positions.map((position) => putPosition(link, position)),
    ...dropped.map((shard): TransactWriteItem => ({
      Delete: { TableName: LINKS_TABLE, Key: partKey(link, SHARD + shard) },
    })),
    ...(status === undefined ? [] : [putStatus(link, status)]),
  ];
  return Array.from({ length: Math.ceil(writes.length / MOST_WRITES) }, (_none, at) => [
    { Update: takeTurn(link, owner, turn * MOST_PARTS + at) },
    ...writes.slice(at * MOST_WRITES, (at + 1) * MOST_WRITES),
  ]);
}

function putPosition(
  link: LinkName,
  { shard, stream, sequence, finished, unlistedMs }: ShardPosition,
): TransactWriteItem {
  return {
    Put: {
      TableName: LINKS_TABLE,
      Item: {
        ...partKey(link, SHARD + shard),
        stream: { S: stream },
        finished: { BOOL: finished },
        ...(sequence === undefined ? {} : { sequence: { S: sequence } }),
        ...(unlistedMs === undefined ? {} : { unlistedMs: { N: String(unlistedMs) } }),
      },
    },
  };
}

function putStatus(
  link: LinkName,
  { lagMs, atTip, atRest, atMs, readUpToMs, completeUpToMs, contactMs, newestWriteMs, counts }: StatusItem,
): TransactWriteItem {
  return {
    Put: {
      TableName: LINKS_TABLE,
      Item: {
        ...partKey(link, 'status'),
        atTip: { BOOL: atTip },
        atRest: { BOOL: atRest },
        atMs: { N: String(atMs) },
        counts: {
          M: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { N: String(count) }])),
        },
        ...(lagMs === undefined ? {} : { lagMs: { N: String(lagMs) } }),
        ...(readUpToMs === undefined ? {} : { readUpToMs: { N: String(readUpToMs) } }),
        ...(completeUpToMs === undefined ? {} : { completeUpToMs: { N: String(completeUpToMs) } }),
        ...(contactMs === undefined ? {} : { contactMs: { N: String(contactMs) } }),
        ...(newestWriteMs === undefined ? {} : { newestWriteMs: { N: String(newestWriteMs) } }),
      },
    },
  };
}

function takeTurn(link: LinkName, owner: string, turn: number): Update {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'leader'),
    UpdateExpression: 'SET #turn = :turn',
    ConditionExpression: '#owner = :owner AND #released = :no AND #turn < :turn',
    ExpressionAttributeNames: { '#owner': 'owner', '#released': 'released', '#turn': 'turn' },
    ExpressionAttributeValues: {
      ':owner': { S: owner },
      ':no': { BOOL: false },
      ':turn': { N: String(turn) },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
