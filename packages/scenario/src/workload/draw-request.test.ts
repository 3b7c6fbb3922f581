import { describe, expect, it } from '@jest/globals';
import { seededRandomness } from '@understudy/core/testing';
import { imagineCities } from '../test-support/imagine-cities.ts';
import { keyFromText, writeCommand } from './write-command.ts';
import { chooseCities } from '../service/choose-cities.ts';
import { drawRequest, type Request } from './draw-request.ts';
import { ItemMemory } from './item-memory.ts';
import type { JournalEntry, Outcome } from '../journal/types.ts';

const dataset = chooseCities(imagineCities(1000), 1000);

/** A run in which each write ends as `ends` says, at once. */
function draw(count: number, seed: number, ends: (number: number) => Outcome = () => 'acknowledged') {
  const memory = new ItemMemory(dataset.contents);
  const randomness = seededRandomness(seed);
  const requests: Request[] = [];
  for (let number = 0; number < count; number += 1) {
    const request = drawRequest({ randomness, memory, keys: dataset.keys, number, nowMs: number });
    requests.push(request);
    if (request.kind !== 'write') continue;
    const entry: JournalEntry = {
      nonce: `w${String(number)}`,
      order: number,
      write: request.write,
      parts: request.parts,
      startedMs: number,
      endedMs: number,
      outcome: ends(number),
      byCondition: ends(number) === 'refused',
    };
    memory.learn(entry, 10);
  }
  return { requests, memory };
}

const writes = (requests: readonly Request[]) => requests.filter((request) => request.kind === 'write');

describe('drawRequest', () => {
  it('draws the same requests from the same seed, others from another', () => {
    expect(draw(300, 7).requests).toEqual(draw(300, 7).requests);
    expect(draw(300, 7).requests).not.toEqual(draw(300, 8).requests);
  });

  it('draws every kind of request, and more than a third of each other', () => {
    const { requests } = draw(3000, 1);
    const kinds = new Map<string, number>();
    for (const request of requests) {
      const kind = request.kind === 'write' ? request.write : request.kind;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect([...kinds.keys()].sort()).toEqual(
      ['conditional', 'create', 'delete', 'get', 'put', 'query', 'transaction', 'update'].sort(),
    );
    expect(writes(requests).length / requests.length).toBeGreaterThan(0.4);
    expect(writes(requests).length / requests.length).toBeLessThan(0.7);
  });

  it('amends nothing that may be gone, and lets no list of writes grow without end', () => {
    const memory = new ItemMemory(dataset.contents);
    const randomness = seededRandomness(3);
    let longest = 0;
    const astray: Request[] = [];
    for (let number = 0; number < 5000; number += 1) {
      const request = drawRequest({ randomness, memory, keys: dataset.keys, number, nowMs: number });
      if (request.kind !== 'write') continue;
      const { write, parts } = request;
      if (parts.some(({ kind, key }) => kind === 'amend' && memory.content(key) === undefined))
        astray.push(request);
      const facts = { nonce: `w${String(number)}`, order: number, startedMs: 0, endedMs: 0 };
      memory.learn({ ...facts, write, parts, outcome: 'acknowledged' }, 0);
      longest = Math.max(longest, ...parts.map(({ key }) => memory.writes(key)));
    }
    expect(astray).toEqual([]);
    expect(longest).toBeLessThan(100);
  });

  it('writes to no key that is taken or resting', () => {
    const memory = new ItemMemory(dataset.contents);
    const randomness = seededRandomness(5);
    const taken = new Set<string>();
    for (let number = 0; number < 500; number += 1) {
      const request = drawRequest({ randomness, memory, keys: dataset.keys, number, nowMs: 0 });
      if (request.kind !== 'write') continue;
      const keys = request.parts.map(({ key }) => key);
      expect(keys.some((key) => taken.has(key))).toBe(false);
      memory.take(keys);
      for (const key of keys) taken.add(key);
    }
    memory.release([...taken]);
    expect(memory.isFree([...taken][0] ?? '', 0)).toBe(true);
  });

  it('draws reads alone with readsOnly', () => {
    const memory = new ItemMemory(dataset.contents);
    const randomness = seededRandomness(4);
    const input = { randomness, memory, keys: dataset.keys, nowMs: 0, readsOnly: true };
    for (let number = 0; number < 100; number += 1)
      expect(drawRequest({ ...input, number }).kind).toBe('get');
  });

  it('goes on when nothing is ever answered', () => {
    const { requests, memory } = draw(1000, 2, () => 'ambiguous');
    expect(writes(requests).length).toBeGreaterThan(300);
    expect(memory.openOrders).toEqual([]);
  });
});

describe('writeCommand', () => {
  const { requests } = draw(2000, 1);
  const commandsOf = (name: string) =>
    writes(requests)
      .filter(({ write }) => write === name)
      .map((request) => writeCommand(request, 'n1', 1234));

  it('puts the nonce into every item that it makes or amends', () => {
    for (const request of writes(requests)) {
      const text = JSON.stringify(writeCommand(request, 'n1', 1234).input);
      const amended = request.parts.filter(({ kind }) => kind !== 'remove').length;
      expect(text.split('"n1"').length - 1).toBe(amended);
    }
  });

  it('makes an order a transaction that takes from one city and gives to the other', () => {
    const [command] = commandsOf('transaction');
    expect(command?.input).toMatchObject({
      TransactItems: [
        { Put: { TableName: 'orders', ConditionExpression: 'attribute_not_exists(#key)' } },
        { Update: { TableName: 'cities', UpdateExpression: expect.stringContaining('ADD #stock :stock') } },
        { Update: { TableName: 'cities' } },
      ],
    });
  });

  it('makes a new price depend on the one that was read, or on one that never was', () => {
    const expected = new Set(
      commandsOf('conditional').map(
        ({ input }) =>
          (input as { ExpressionAttributeValues: Record<string, unknown> }).ExpressionAttributeValues[
            ':expected'
          ],
      ),
    );
    expect(expected).toEqual(new Set([1234, -1]));
  });

  it('reads a key back from its text', () => {
    expect(keyFromText('cities/FR|2996944')).toEqual({ country: 'FR', city: 2996944 });
    expect(keyFromText('orders/order-7')).toEqual({ order: 'order-7' });
  });
});
