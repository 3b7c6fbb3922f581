import type { Place } from '../types.ts';
import type { Process } from './process.ts';

/** One request on its way. */
export interface Sent {
  readonly process: Process;
  readonly place: Place;
  readonly operation: string;
  readonly input: object;
  readonly signedMs: number;
  /** Given by the sender, to recognise it. */
  readonly tag: object | undefined;
  readonly tables: readonly string[];
  /** For people. */
  readonly short: string;
  /** Whether it landed when its sender had given it up. */
  isLate: boolean;
  landedMs: number;
  /** Called when its answer is heard. */
  heard?: () => void;
}

interface Named {
  readonly TableName?: string;
}

type Part = Readonly<Record<string, Named>>;

export function describeSent(
  process: Process,
  place: Place,
  operation: string,
  input: object,
  signedMs: number,
  tag: object | undefined,
): Sent {
  const tables = tablesOf(operation, input);
  return {
    process,
    place,
    operation,
    input,
    signedMs,
    tag,
    tables,
    get short() {
      return `${operation} ${tables.join('+')} in ${place}`;
    },
    isLate: false,
    landedMs: 0,
  };
}

function tablesOf(operation: string, input: object): readonly string[] {
  const { TableName: table, TransactItems: parts } = input as Named & { TransactItems?: readonly Part[] };
  if (parts !== undefined)
    return parts.flatMap((part) => Object.values(part).map(({ TableName = '' }) => TableName));
  if (operation === 'BatchGetItem')
    return Object.keys((input as { RequestItems?: object }).RequestItems ?? {});
  return table === undefined ? [] : [table];
}
