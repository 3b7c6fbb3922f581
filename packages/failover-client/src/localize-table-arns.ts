import { tableInRegion } from '@understudy/versions';

type Fields = Readonly<Record<string, unknown>>;

/** A request's input for one region, and how to restore the caller's names in its answer. */
export interface LocalizedInput {
  readonly input: object;
  /** The caller's names, by those of the region. */
  readonly names: ReadonlyMap<string, string>;
}

/** Replaces ARNs of tables by those of the same tables in that region; plain names stay unchanged. */
export function localizeTableArns(input: object, region: string): LocalizedInput {
  const { TableName: table } = input as Fields;
  if (typeof table === 'string' && !table.startsWith('arn:')) return { input, names: NO_NAMES };
  const names = new Map<string, string>();
  for (const table of tablesOf(input)) {
    const there = tableInRegion(table, region);
    if (there !== table) names.set(there, table);
  }
  if (names.size === 0) return { input, names };
  return { input: renameTables(input as Fields, (table) => tableInRegion(table, region)), names };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Restores the caller's names in an answer of BatchGetItem or BatchWriteItem. */
export function restoreTableNames(output: object, names: ReadonlyMap<string, string>): object {
  if (names.size === 0) return output;
  const changed: Record<string, unknown> = { ...output };
  for (const member of ['Responses', 'UnprocessedKeys', 'UnprocessedItems']) {
    const value = changed[member];
    if (isFields(value)) changed[member] = renameKeys(value, (table) => names.get(table) ?? table);
  }
  return changed;
}

/** Every table that the input of a data operation names. */
function tablesOf(input: object): readonly string[] {
  const { TableName: table, TransactItems: parts, RequestItems: requests } = input as Fields;
  return [
    table,
    ...(isFields(requests) ? Object.keys(requests) : []),
    ...(Array.isArray(parts) ? parts.flatMap(membersOf).map(({ TableName }) => TableName) : []),
  ].filter((name) => typeof name === 'string');
}

function renameTables(input: Fields, rename: (table: string) => string): Fields {
  const { TableName: table, TransactItems: parts, RequestItems: requests } = input;
  return {
    ...input,
    ...(typeof table === 'string' ? { TableName: rename(table) } : {}),
    ...(isFields(requests) ? { RequestItems: renameKeys(requests, rename) } : {}),
    ...(Array.isArray(parts)
      ? { TransactItems: parts.map((part: unknown) => (isFields(part) ? renamePart(part, rename) : part)) }
      : {}),
  };
}

function renamePart(part: Fields, rename: (table: string) => string): Fields {
  return Object.fromEntries(
    Object.entries(part).map(([kind, one]) => [kind, isFields(one) ? renameTables(one, rename) : one]),
  );
}

function renameKeys(record: Fields, rename: (key: string) => string): Fields {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), value]));
}

function membersOf(part: unknown): readonly Fields[] {
  return isFields(part) ? Object.values(part).filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
