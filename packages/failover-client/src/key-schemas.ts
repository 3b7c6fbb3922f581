import type { KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { keyText, tableNameOf, type Item } from '@understudy/versions';

/** The names of a table's key attributes. */
export type KeyNames = readonly string[];

/** Key schemas by table, described once; where access is denied, not again. */
export class KeySchemas {
  readonly #known = new Map<string, Promise<KeyNames | undefined>>();

  async of(table: string, describe: () => Promise<object>): Promise<KeyNames | undefined> {
    const name = tableNameOf(table);
    const known =
      this.#known.get(name) ??
      describe().then(
        (output) => namesIn(output),
        (error: unknown) => {
          if (!isDenied(error)) this.#known.delete(name);
          return undefined;
        },
      );
    this.#known.set(name, known);
    return known;
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && error.name === 'AccessDeniedException';
}

function namesIn(output: object): KeyNames | undefined {
  const { Table: table } = output as { Table?: { KeySchema?: readonly KeySchemaElement[] } };
  const names = (table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName);
  return names.length === 0 ? undefined : names.filter((name) => name !== undefined);
}

/** The text of an item's key; `undefined` where a key attribute is missing, which DynamoDB refuses. */
export function keyTextOf(item: Item, names: KeyNames): string | undefined {
  const key: Record<string, Item[string]> = {};
  for (const name of names) {
    const value = item[name];
    if (value === undefined) return undefined;
    key[name] = value;
  }
  try {
    return keyText(key);
  } catch {
    return undefined;
  }
}
