import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { tableNameOf } from '@understudy/versions';
import { FailoverClientError } from './errors.ts';

/** An attribute that is a key of the table or of an index, with the most bytes that a key has there. */
export interface KeyAttribute {
  readonly name: string;
  /** `undefined` where the table's description lacks it. */
  readonly type: string | undefined;
  readonly mostBytes: number;
}

/** What DynamoDB checks of a table's items. */
export interface TableSchema {
  readonly keys: readonly KeyAttribute[];
  /** Keys of indexes, which an item need not have. */
  readonly indexKeys: readonly KeyAttribute[];
}

/** `missing`: the table does not exist; `undefined`: its description could not be read. */
export type FoundSchema = TableSchema | 'missing' | undefined;

/** Schemas by table, described once; where access is denied, not again. */
export class TableSchemas {
  readonly #known = new Map<string, Promise<FoundSchema>>();

  async of(table: string, describe: () => Promise<object>): Promise<FoundSchema> {
    const name = tableNameOf(table);
    const known =
      this.#known.get(name) ??
      describe().then(
        (output) => schemaIn(output),
        (error: unknown) => {
          if (!isNamed(error, 'AccessDeniedException')) this.forget(name);
          return isNamed(error, 'ResourceNotFoundException') ? 'missing' : undefined;
        },
      );
    this.#known.set(name, known);
    return known;
  }

  /** Has the table described again: it was altered, or created again. */
  forget(table: string): void {
    this.#known.delete(tableNameOf(table));
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

const MOST_HASH_BYTES = 2048;
const MOST_RANGE_BYTES = 1024;

/** @throws FailoverClientError `UND_FAILOVER_CLIENT_GLOBAL_TABLE` */
function refuseGlobalTable({ TableName = '', GlobalTableVersion, Replicas = [] }: TableDescription): void {
  if (GlobalTableVersion === undefined && Replicas.length === 0) return;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_GLOBAL_TABLE', {
    what: `Table ${TableName} is a replica of a DynamoDB global table.`,
    details: { table: TableName, version: GlobalTableVersion },
  });
}

function schemaIn(output: object): TableSchema | undefined {
  const { Table: table = {} } = output as { Table?: TableDescription };
  refuseGlobalTable(table);
  const types = new Map(
    (table.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => [
      AttributeName,
      AttributeType,
    ]),
  );
  const read = (schema: TableDescription['KeySchema'] = []) =>
    schema.map(({ AttributeName: name = '', KeyType }) => ({
      name,
      type: types.get(name),
      mostBytes: KeyType === 'RANGE' ? MOST_RANGE_BYTES : MOST_HASH_BYTES,
    }));
  const keys = read(table.KeySchema);
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return keys.length === 0
    ? undefined
    : { keys, indexKeys: indexes.flatMap(({ KeySchema }) => read(KeySchema)) };
}
