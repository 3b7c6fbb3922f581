import type { DatabaseState } from '../database-state.ts';
import { Table } from '../tables/table.ts';
import { disableStream } from './disable-stream.ts';
import { enableStream } from './enable-stream.ts';
import { nextTableId } from './create-table.ts';

/**
 * Deletes a table and makes it again under its name: empty, with another table id and another stream, whose sequence
 * numbers begin again. The stream before stays readable.
 */
export function recreateTable(state: DatabaseState, tableName: string): void {
  const old = state.table(tableName);
  const { stream } = old;
  if (stream !== undefined) disableStream(state, old);
  const { described, ...kept } = old.settings;
  const settings = { ...kept, createdMs: state.nowMs };
  const fresh = new Table({
    ...settings,
    described: { ...described, TableId: nextTableId(state, tableName) },
  });
  fresh.restartSequences();
  if (stream !== undefined)
    enableStream(state, fresh, { StreamEnabled: true, StreamViewType: stream.viewType });
  state.tables.set(tableName, fresh);
}
