import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ErrorFacts, UnderstudyError } from '@understudy/core';
import { RouteError } from './errors.ts';

/** Makes the error of an item that is corrupt; `details.path` says where: `route.merging[0].tail`. */
export type CorruptError = (facts: ErrorFacts) => UnderstudyError;

/** Reads the attributes of an item, each of the type it must have; what has another is a coded error with its path. */
export class ItemReader {
  readonly #item: Readonly<Record<string, AttributeValue>>;
  readonly #path: string;
  readonly #corruptError: CorruptError;

  /** `corruptError`: RouteError `UND_ROUTE_CORRUPT` unless given. */
  constructor(
    item: Readonly<Record<string, AttributeValue>>,
    path: string,
    corruptError: CorruptError = (facts) => new RouteError('UND_ROUTE_CORRUPT', facts),
  ) {
    this.#item = item;
    this.#path = path;
    this.#corruptError = corruptError;
  }

  text(name: string): string {
    return this.#item[name]?.S ?? this.#wrong(name, 'a string');
  }

  /** A whole number of 0 or more. */
  number(name: string): number {
    const value = Number(this.#item[name]?.N ?? NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : this.#wrong(name, 'a whole number from 0');
  }

  /** A number of 0 or more, with or without a fraction. */
  amount(name: string): number {
    const value = Number(this.#item[name]?.N ?? NaN);
    return Number.isFinite(value) && value >= 0 ? value : this.#wrong(name, 'a number from 0');
  }

  flag(name: string): boolean {
    return this.#item[name]?.BOOL ?? this.#wrong(name, 'true or false');
  }

  isNull(name: string): boolean {
    return this.#item[name]?.NULL === true;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    return allowed.find((one) => one === value) ?? this.#wrong(name, `one of ${allowed.join(', ')}`);
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map((value, at) => value.S ?? this.#wrong(`${name}[${String(at)}]`, 'a string'));
  }

  map(name: string): ItemReader {
    return this.#below(name, this.#item[name]);
  }

  maps(name: string): readonly ItemReader[] {
    return this.#list(name).map((value, at) => this.#below(`${name}[${String(at)}]`, value));
  }

  /** What `read` gives for the attribute; `undefined` where the item lacks it. */
  optional<T>(name: string, read: (name: string) => T): T | undefined {
    return this.#item[name] === undefined ? undefined : read(name);
  }

  corrupt(name: string, why: string): UnderstudyError {
    const path = `${this.#path}.${name}`;
    return this.#corruptError({ what: `${path}: ${why}.`, details: { path } });
  }

  #below(name: string, value: AttributeValue | undefined): ItemReader {
    const map = value?.M ?? this.#wrong(name, 'a map');
    return new ItemReader(map, `${this.#path}.${name}`, this.#corruptError);
  }

  #list(name: string): readonly AttributeValue[] {
    return this.#item[name]?.L ?? this.#wrong(name, 'a list');
  }

  #wrong(name: string, expected: string): never {
    throw this.corrupt(name, `it must be ${expected}`);
  }
}
