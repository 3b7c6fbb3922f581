import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import type { Table } from '../tables/table.ts';

export function disableStream(state: DatabaseState, table: Table): void {
  if (table.stream === undefined) throw validationException('Table has no stream to disable');
  state.streams.get(table.stream.arn)?.disable(() => state.nextSequence(table), state.nowMs);
  table.stream = undefined;
}
