import type { ConsumedCapacity, ReturnConsumedCapacity } from '@aws-sdk/client-dynamodb';

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;

/** Half a unit for 4 KB, a whole one for a consistent read; no read is free. */
export function readUnits(bytes: number, consistent: boolean | undefined): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent === true ? 1 : 0.5);
}

/** One unit for each KB of the larger of the two items. */
export function writeUnits(oldBytes: number | undefined, newBytes: number | undefined): number {
  return Math.max(1, Math.ceil(Math.max(oldBytes ?? 0, newBytes ?? 0) / WRITE_UNIT_BYTES));
}

/** Units as an answer shows them, or undefined if the request did not ask for them. */
export function consumedCapacity(
  asked: ReturnConsumedCapacity | undefined,
  tableName: string,
  units: number,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): ConsumedCapacity | undefined {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return undefined;
  const counted = { CapacityUnits: units, ...(kind === undefined ? {} : { [kind]: units }) };
  return { TableName: tableName, ...counted, ...(asked === 'INDEXES' ? { Table: counted } : {}) };
}

/** The units of several tables, as batches and transactions list them. */
export function consumedCapacities(
  asked: ReturnConsumedCapacity | undefined,
  unitsByTable: ReadonlyMap<string, number>,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): { ConsumedCapacity?: ConsumedCapacity[] } {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return {};
  const listed = [...unitsByTable].map(([name, units]) => consumedCapacity(asked, name, units, kind));
  return { ConsumedCapacity: listed.filter((capacity) => capacity !== undefined) };
}
