import type { StreamSpecification } from '@aws-sdk/client-dynamodb';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { Stream } from '../streams/stream.ts';
import type { Table } from '../tables/table.ts';
import { tableArn } from './describe-table.ts';

/** A new label: streams of one table differ by the time they were created. */
function labelFor(state: DatabaseState, tableName: string): string {
  for (let ms = state.nowMs; ; ms += 1) {
    const label = new Date(ms).toISOString().slice(0, -1);
    if (!state.streams.has(`${tableArn(state, tableName)}/stream/${label}`)) return label;
  }
}

export function enableStream(
  state: DatabaseState,
  table: Table,
  { StreamViewType: viewType }: StreamSpecification,
): void {
  if (viewType === undefined) {
    throw validationException(
      'Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams.',
    );
  }
  if (table.stream !== undefined) throw validationException('Table already has an enabled stream');
  const { name, schema } = table.settings;
  const label = labelFor(state, name);
  const arn = `${tableArn(state, name)}/stream/${label}`;
  const settings = { arn, label, tableName: name, schema, viewType, createdMs: state.nowMs };
  const stream = Stream.open(
    { ...settings, shards: state.settings.shardsPerStream },
    state.sequenceOf(table) + 1,
  );
  state.streams.set(arn, stream);
  table.stream = { arn, label, viewType };
  table.latestStream = table.stream;
}
