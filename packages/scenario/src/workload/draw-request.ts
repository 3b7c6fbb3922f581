import type { Randomness } from '@understudy/core';
import { WRITES_ATTRIBUTE } from '../journal/apply-part.ts';
import { nameOf } from '../service/choose-cities.ts';
import { CITIES, keyText, ORDERS, tableOf } from '../service/tables.ts';
import type { ItemMemory } from './item-memory.ts';
import type { Content, WriteName, WritePart } from '../journal/types.ts';

/** On what a write depends besides the protocol's own condition. */
type Condition = 'absent' | 'seen-price' | 'stale-price';

export interface WriteRequest {
  readonly kind: 'write';
  readonly write: WriteName;
  readonly parts: readonly WritePart[];
  /** Of the first part. The prices are read just before; a stale one makes the write fail, as it should. */
  readonly condition?: Condition;
}

export type Request =
  | { readonly kind: 'get'; readonly key: string; readonly consistent?: boolean }
  | { readonly kind: 'query'; readonly country: string }
  | WriteRequest;

export interface DrawInput {
  readonly randomness: Randomness;
  readonly memory: ItemMemory;
  /** Keys of cities, the busiest first. */
  readonly keys: readonly string[];
  /** Distinguishes this request's order or note from every other's. */
  readonly number: number;
  readonly nowMs: number;
  /** Draws no write. */
  readonly readsOnly?: boolean;
}

/** Out of a hundred requests. The rest are queries. */
const SHARES = {
  get: 34,
  update: 22,
  conditional: 9,
  put: 8,
  transaction: 11,
  delete: 5,
  create: 4,
} as const;

/** The cities that are visited, sold in and written about; they are never deleted. */
const BUSY_CITIES = 4_000;
/** The ones at the list's end come and go. */
const SMALL_TOWNS = 300;
/** A put starts a new list of an item's writes before it grows past this. */
const MOST_WRITES = 30;
const DRAWS = 8;
const STALE_ONE_IN = 8;

/** The next request; a read where every item it would write is busy. */
export function drawRequest(input: DrawInput): Request {
  const { randomness, memory, nowMs, keys, readsOnly = false } = input;
  for (let draw = 0; draw < DRAWS && !readsOnly; draw += 1) {
    const request = drawOne(input);
    if (request === undefined) continue;
    if (request.kind !== 'write') return request;
    if (request.parts.every(({ key }) => memory.isFree(key, nowMs))) return request;
  }
  return { kind: 'get', key: busyCity(keys, randomness) };
}

function drawOne({ randomness, memory, keys, number }: DrawInput): Request | undefined {
  let at = randomness.fraction() * 100;
  const falls = (share: number) => (at -= share) < 0;
  const city = busyCity(keys, randomness);
  if (falls(SHARES.get)) return { kind: 'get', key: city };
  if (falls(SHARES.update)) {
    return memory.writes(city) < MOST_WRITES ? visit(city, memory) : rewrite(city, memory, number);
  }
  if (falls(SHARES.conditional)) return reprice(city, memory, randomness);
  if (falls(SHARES.put)) return rewrite(city, memory, number);
  if (falls(SHARES.transaction)) return order(city, busyCity(keys, randomness), memory, number);
  if (falls(SHARES.delete)) return drawRemoval(memory, keys, randomness);
  if (falls(SHARES.create)) return reopen(pick(memory.closedCities, randomness), memory, number);
  return { kind: 'query', country: countryOf(city) };
}

/** Few cities get most of the traffic, as it is in life: so a key's writes before and after a failover meet. */
function busyCity(keys: readonly string[], randomness: Randomness): string {
  const busy = Math.min(BUSY_CITIES, Math.ceil(keys.length / 2));
  return keys[Math.floor(busy * randomness.fraction() ** 2)] ?? '';
}

function visit(key: string, memory: ItemMemory): WriteRequest {
  return write('update', [{ ...facts(key, memory), kind: 'amend', changes: { add: { visits: 1 } } }]);
}

function reprice(key: string, memory: ItemMemory, randomness: Randomness): WriteRequest {
  const priceCents = 500 + Math.floor(randomness.fraction() * 4500);
  const condition = randomness.fraction() * STALE_ONE_IN < 1 ? 'stale-price' : 'seen-price';
  return write(
    'conditional',
    [{ ...facts(key, memory), kind: 'amend', changes: { set: { priceCents } } }],
    condition,
  );
}

function rewrite(key: string, memory: ItemMemory, number: number): WriteRequest {
  return write('put', [
    {
      ...facts(key, memory),
      kind: 'replace',
      content: { ...known(key, memory), note: `Guide no. ${String(number)}` },
    },
  ]);
}

/** An order is a new item, taken from one city's stock and sent to another's, all or nothing. */
function order(from: string, to: string, memory: ItemMemory, number: number): WriteRequest | undefined {
  if (from === to) return undefined;
  const pieces = 1 + (number % 5);
  const id = `order-${String(number)}`;
  const content: Content = { order: id, from, to, pieces };
  return write(
    'transaction',
    [
      { key: keyText(ORDERS, content), name: id, kind: 'replace', content },
      { ...facts(from, memory), kind: 'amend', changes: { add: { stock: -pieces } } },
      { ...facts(to, memory), kind: 'amend', changes: { add: { stock: pieces } } },
    ],
    'absent',
  );
}

/** Cancels an order, or closes a small town. */
function drawRemoval(
  memory: ItemMemory,
  keys: readonly string[],
  randomness: Randomness,
): WriteRequest | undefined {
  const towns = Math.min(SMALL_TOWNS, Math.floor(keys.length / 4));
  const town = keys[keys.length - 1 - Math.floor(randomness.fraction() * towns)];
  const key = randomness.fraction() < 0.5 ? pick(memory.openOrders, randomness) : town;
  if (key === undefined || (memory.content(key) === undefined && !memory.isUncertain(key))) return undefined;
  return write('delete', [{ ...facts(key, memory), kind: 'remove' }]);
}

/** A town that was closed opens again: created where it is known to be gone, put where that is not sure. */
function reopen(key: string | undefined, memory: ItemMemory, number: number): WriteRequest | undefined {
  if (key === undefined) return undefined;
  const content = { ...memory.loadedContent(key), note: `Opened again, no. ${String(number)}` };
  const part: WritePart = { key, name: nameOf(content), kind: 'replace', content };
  return memory.isUncertain(key) ? write('put', [part]) : write('create', [part], 'absent');
}

function write(name: WriteName, parts: readonly WritePart[], condition?: Condition): WriteRequest {
  return { kind: 'write', write: name, parts, ...(condition === undefined ? {} : { condition }) };
}

function facts(key: string, memory: ItemMemory): { key: string; name: string } {
  const content = memory.content(key) ?? memory.loadedContent(key);
  return { key, name: tableOf(key) === ORDERS ? key.slice(ORDERS.length + 1) : nameOf(content) };
}

function countryOf(key: string): string {
  return key.slice(CITIES.length + 1).split('|')[0] ?? '';
}

function known(key: string, memory: ItemMemory): Content {
  const { [WRITES_ATTRIBUTE]: _, ...content } = memory.content(key) ?? memory.loadedContent(key) ?? {};
  return content;
}

function pick<T>(members: readonly T[], randomness: Randomness): T | undefined {
  return members[Math.floor(randomness.fraction() * members.length)];
}
