import { APP_TABLES } from '../limits.ts';
import { itemName } from './item-name.ts';
import type { Written } from './journal.ts';
import type { Call } from './request-of.ts';

interface Keyed {
  readonly TableName?: string;
  readonly Key?: Named;
  readonly Item?: Named;
}

interface Named {
  readonly id?: { readonly S?: string };
}

interface Requests {
  readonly TransactItems?: readonly Readonly<Record<string, Keyed>>[];
  readonly RequestItems?: Readonly<Record<string, readonly BatchRequest[]>>;
}

interface BatchRequest {
  readonly PutRequest?: { readonly Item?: Named };
  readonly DeleteRequest?: { readonly Key?: Named };
}

/** Which writes of a call a request of the engine carries: it may send the parts of a batch one by one. */
export function writesIn(input: object, { writes }: Call): readonly Written[] {
  if (writes.length === 1) return writes;
  const { TransactItems: parts, RequestItems: batch } = input as Requests;
  const names =
    batch !== undefined
      ? namesOfBatch(batch)
      : parts === undefined
        ? [nameOf(input)]
        : parts.flatMap((part) => Object.values(part).map(nameOf));
  return writes.filter(({ key }) => names.includes(key));
}

/** The names of what a batch returned for another try. */
export function unprocessedOf(output: object): ReadonlySet<string> {
  const { UnprocessedItems: items } = output as { UnprocessedItems?: Requests['RequestItems'] };
  return new Set(items === undefined ? [] : namesOfBatch(items));
}

function namesOfBatch(batch: NonNullable<Requests['RequestItems']>): readonly string[] {
  return Object.entries(batch).flatMap(([table, requests]) =>
    requests.map(({ PutRequest: put, DeleteRequest: remove }) =>
      itemName(table, (put?.Item ?? remove?.Key)?.id?.S ?? ''),
    ),
  );
}

/** Of one of the applications' tables; other parts belong to the engine. */
function nameOf({ TableName: table = '', Key: key, Item: item }: Keyed): string | undefined {
  return APP_TABLES.has(table) ? itemName(table, (key ?? item)?.id?.S ?? '') : undefined;
}
