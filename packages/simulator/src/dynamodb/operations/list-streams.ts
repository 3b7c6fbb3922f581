import type { ListStreamsCommandInput, ListStreamsCommandOutput } from '@aws-sdk/client-dynamodb-streams';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';

const MOST_STREAMS = 100;

export function listStreams(
  state: DatabaseState,
  {
    TableName: tableName,
    ExclusiveStartStreamArn: start,
    Limit: limit = MOST_STREAMS,
  }: ListStreamsCommandInput,
): Answer<ListStreamsCommandOutput> {
  const all = [...state.streams.values()].map(({ settings }) => settings);
  const from = start === undefined ? 0 : all.findIndex(({ arn }) => arn === start) + 1;
  const streams = all
    .slice(from)
    .filter((stream) => tableName === undefined || stream.tableName === tableName);
  const page = streams.slice(0, limit);
  const last = page.at(-1);
  return {
    Streams: page.map(({ arn, label, tableName: TableName }) => ({
      StreamArn: arn,
      TableName,
      StreamLabel: label,
    })),
    ...(last === undefined || page.length === streams.length ? {} : { LastEvaluatedStreamArn: last.arn }),
  };
}
