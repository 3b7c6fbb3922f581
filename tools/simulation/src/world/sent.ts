import type { Place } from '../types.ts';
import type { Process } from './process.ts';

interface SentFacts {
  readonly process: Process;
  readonly place: Place;
  readonly operation: string;
  readonly input: object;
  readonly signedMs: number;
  /** Given by the sender, to recognise it. */
  readonly tag?: object | undefined;
}

/** One request on its way. */
export class Sent {
  readonly process: Process;
  readonly place: Place;
  readonly operation: string;
  readonly input: object;
  readonly signedMs: number;
  readonly tag: object | undefined;
  /** Whether it landed when its sender had given it up. */
  isLate = false;
  landedMs = 0;
  /** Called when its answer is heard. */
  heard: (() => void) | undefined;

  constructor({ process, place, operation, input, signedMs, tag }: SentFacts) {
    this.process = process;
    this.place = place;
    this.operation = operation;
    this.input = input;
    this.signedMs = signedMs;
    this.tag = tag;
  }

  get tables(): readonly string[] {
    return tablesOf(this.operation, this.input);
  }

  /** For people. */
  get short(): string {
    return `${this.operation} ${this.tables.join('+')} in ${this.place}`;
  }
}

interface Named {
  readonly TableName?: string;
}

type Part = Readonly<Record<string, Named>>;

function tablesOf(operation: string, input: object): readonly string[] {
  const { TableName: table, TransactItems: parts } = input as Named & { TransactItems?: readonly Part[] };
  if (parts !== undefined)
    return parts.flatMap((part) => Object.values(part).map(({ TableName = '' }) => TableName));
  if (operation === 'BatchGetItem')
    return Object.keys((input as { RequestItems?: object }).RequestItems ?? {});
  return table === undefined ? [] : [table];
}
