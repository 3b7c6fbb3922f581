import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Attributes, Value } from '../values/value.ts';
import { compareKeys, keyOf } from './item-key.ts';
import type { KeySchema } from './key-schema.ts';
import { Table, type Entry } from './table.ts';

const schema: KeySchema = { hash: { name: 'pk', type: 'S' }, range: { name: 'sk', type: 'N' } };

function entryOf(pk: string, sk: number): Entry {
  const attributes: Attributes = new Map<string, Value>([
    ['pk', { type: 'S', value: pk }],
    ['sk', { type: 'N', value: String(sk) }],
  ]);
  return { key: keyOf(schema, attributes), attributes, sizeBytes: 1 + pk.length };
}

const step = fc.record({
  puts: fc.boolean(),
  entry: fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -2, max: 2 }))
    .map(([pk, sk]) => entryOf(pk, sk)),
});

const newTable = () => new Table({ name: 'table', schema, createdMs: 0, described: {} });

describe('a table', () => {
  it('keeps its items in the order of a scan, each once, and counts them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = newTable();
        const expected = new Map<string, Entry>();
        for (const { puts, entry } of steps) {
          if (puts) table.put(entry);
          else table.remove(entry.key);
          if (puts) expected.set(entry.key.text, entry);
          else expected.delete(entry.key.text);
        }
        const inOrder = [...expected.values()].sort((one, two) => compareKeys(one.key, two.key));
        expect([...table.entries()]).toEqual(inOrder);
        expect(inOrder.map((_, position) => table.at(position))).toEqual(inOrder);
        expect([table.itemCount, table.at(inOrder.length)]).toEqual([inOrder.length, undefined]);
        expect(table.sizeBytes).toBe(inOrder.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
        expect([...table.clone().entries()]).toEqual(inOrder);
      }),
    );
  });
});
