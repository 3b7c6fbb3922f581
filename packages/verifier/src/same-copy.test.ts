import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import fc from 'fast-check';
import { differingAttributes, sameCopy } from './same-copy.ts';
import { digestCopy } from './digest-copy.ts';

const texts = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 });
const bytes = fc.uint8Array({ maxLength: 4 });
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.record({ S: fc.string() }),
    fc.record({ N: fc.integer().map(String) }),
    fc.record({ B: bytes }),
    fc.record({ BOOL: fc.boolean() }),
    fc.record({ NULL: fc.constant(true as const) }),
    fc.record({ SS: texts }),
    fc.record({
      NS: fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }).map((ns) => ns.map(String)),
    }),
    fc.record({ BS: fc.uniqueArray(bytes, { minLength: 1, maxLength: 3, selector: String }) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }) }),
  ),
}));
const item: fc.Arbitrary<Item> = fc.dictionary(fc.string(), value, { maxKeys: 5 });

/** The same, written as another region might: names, set members and numbers in another way. */
function otherwise(one: AttributeValue): AttributeValue {
  if (one.N !== undefined) return { N: `${one.N}.0` };
  if (one.SS !== undefined) return { SS: [...one.SS].reverse() };
  if (one.NS !== undefined) return { NS: one.NS.map((n) => `${n}e0`).reverse() };
  if (one.BS !== undefined) return { BS: [...one.BS].reverse() };
  if (one.L !== undefined) return { L: one.L.map(otherwise) };
  return one.M === undefined ? one : { M: allOtherwise(one.M) };
}

function allOtherwise(one: Item): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(one)
      .reverse()
      .map(([name, held]) => [name, otherwise(held)]),
  );
}

describe('sameCopy', () => {
  it('takes the same content for the same, however it is written, and whatever the stamps say', () => {
    fc.assert(
      fc.property(item, (one) => {
        const left = { ...one, stamp: { S: 'a' } };
        const right = { ...allOtherwise(one), stamp: { S: 'b' } };
        expect(sameCopy(left, right, 'stamp')).toBe(true);
        expect(sameCopy(right, left, 'stamp')).toBe(true);
        expect(differingAttributes(left, right, 'stamp')).toEqual([]);
      }),
    );
  });

  it('sees one attribute that is changed, taken away or added, and names it', () => {
    fc.assert(
      fc.property(item, fc.string(), value, value, (one, name, before, after) => {
        fc.pre(!sameCopy({ a: before }, { a: after }));
        const base = { ...one, [name]: before };
        const { [name]: _gone, ...without } = base;
        for (const changed of [{ ...base, [name]: after }, without]) {
          expect(sameCopy(base, changed)).toBe(false);
          expect(sameCopy(changed, base)).toBe(false);
          expect(differingAttributes(base, changed)).toEqual([name]);
        }
      }),
    );
  });

  it('minds the order of lists, and the type of what reads alike', () => {
    expect(sameCopy({ a: { L: [{ S: 'x' }, { S: 'y' }] } }, { a: { L: [{ S: 'y' }, { S: 'x' }] } })).toBe(
      false,
    );
    expect(sameCopy({ a: { S: '1' } }, { a: { N: '1' } })).toBe(false);
    expect(sameCopy({ a: { SS: ['1'] } }, { a: { NS: ['1'] } })).toBe(false);
    expect(sameCopy({ a: { NULL: true } }, { a: { BOOL: true } })).toBe(false);
  });

  it('agrees with the digest that shows whether a copy changed', () => {
    fc.assert(
      fc.property(item, item, (one, two) => {
        expect(digestCopy(one)).toBe(digestCopy({ ...one }));
        if (digestCopy(one) === digestCopy(two)) expect(sameCopy(one, two)).toBe(true);
      }),
    );
    expect(digestCopy(undefined)).not.toBe(digestCopy({}));
  });
});
