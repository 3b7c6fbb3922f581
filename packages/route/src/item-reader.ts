import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { RouteError } from './errors.ts';

/** Reads the attributes of an item, each of the type it must have; what has another is a coded error with its path. */
export class ItemReader {
  readonly #item: Readonly<Record<string, AttributeValue>>;
  readonly #path: string;

  constructor(item: Readonly<Record<string, AttributeValue>>, path: string) {
    this.#item = item;
    this.#path = path;
  }

  text(name: string): string {
    return this.#item[name]?.S ?? this.#wrong(name, 'a string');
  }

  /** A whole number of 0 or more. */
  number(name: string): number {
    const value = Number(this.#item[name]?.N ?? NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : this.#wrong(name, 'a whole number from 0');
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

  maps(name: string): readonly ItemReader[] {
    return this.#list(name).map((value, at) => {
      const path = `${name}[${String(at)}]`;
      return new ItemReader(value.M ?? this.#wrong(path, 'a map'), `${this.#path}.${path}`);
    });
  }

  corrupt(name: string, why: string): RouteError {
    const path = `${this.#path}.${name}`;
    return new RouteError('UND_ROUTE_CORRUPT', { what: `${path}: ${why}.`, details: { path } });
  }

  #list(name: string): readonly AttributeValue[] {
    return this.#item[name]?.L ?? this.#wrong(name, 'a list');
  }

  #wrong(name: string, expected: string): never {
    throw this.corrupt(name, `it must be ${expected}`);
  }
}
