import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { sameCopy } from '@understudy/verifier';
import { canonicalNumber, type Item } from '@understudy/versions';
import fc from 'fast-check';
import { hasConflict, mergeItems } from './merge-items.ts';
import { WHOLE_ITEM, type MergeRules } from './types.ts';

const rules: MergeRules = { fixed: ['id', 'v'], assigned: ['price', 'at.ms'] };
const id: Item = { id: { S: 'k' }, v: { S: 'stamp' } };
const merge = (base: Item | undefined, theirs: Item | undefined, ours: Item | undefined, more = rules) =>
  mergeItems(
    {
      base: base && { ...id, ...base },
      theirs: theirs && { ...id, ...theirs },
      ours: ours && { ...id, ...ours },
    },
    more,
  );
const n = (value: number | bigint | string): AttributeValue => ({ N: String(value) });

const digits = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const places = fc.integer({ min: -20, max: 15 });
const number = fc.tuple(digits, places).map(([whole, exponent]) => canonicalNumber(`${whole}e${exponent}`));
const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), { minLength: 1 });
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    number.map((N) => ({ N })),
    fc.record({ S: fc.constantFrom('x', 'y', '') }),
    fc.record({ BOOL: fc.boolean() }),
    fc.record({ SS: members }),
    fc.record({ NS: fc.uniqueArray(number, { minLength: 1, maxLength: 3 }) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value')) }),
  ),
}));
const attributes = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'), value);
const item = fc.option(attributes, { nil: undefined, freq: 5 });
const same = (left: Item | undefined, right: Item | undefined) =>
  left === undefined || right === undefined ? left === right : sameCopy(left, right);

describe('a merge of any three images', () => {
  it('is theirs where theirs alone changed, and ours where ours alone did (fault N7)', () => {
    fc.assert(
      fc.property(item, item, (base, changed) => {
        const full = (one: Item | undefined) => one && { ...id, ...one };
        expect(same(merge(base, changed, base).item, full(changed))).toBe(true);
        expect(same(merge(base, base, changed).item, full(changed))).toBe(true);
        expect(same(merge(base, base, base).item, full(base))).toBe(true);
        expect(hasConflict(merge(base, changed, base)) || hasConflict(merge(base, base, changed))).toBe(
          false,
        );
      }),
    );
  });

  it('is the same from either side where nothing conflicts and no list was appended to', () => {
    fc.assert(
      fc.property(item, item, item, (base, theirs, ours) => {
        const [one, other] = [merge(base, theirs, ours), merge(base, ours, theirs)];
        expect(hasConflict(one)).toBe(hasConflict(other));
        if (hasConflict(one) || one.steps.some(({ is }) => is === 'appended')) return;
        expect(same(one.item, other.item)).toBe(true);
      }),
    );
  });

  it('is an item that DynamoDB takes, with the key and the stamp of ours', () => {
    fc.assert(
      fc.property(item, attributes, attributes, (base, theirs, ours) => {
        const merged = merge(base, theirs, ours).item ?? {};
        expect(merged).toMatchObject(id);
        const check = (one: AttributeValue): void => {
          if (one.N !== undefined) expect(canonicalNumber(one.N)).toBe(canonicalNumber(one.N));
          for (const set of [one.SS, one.NS, one.BS])
            if (set !== undefined) expect(set.length).toBeGreaterThan(0);
          for (const held of [...(one.L ?? []), ...Object.values(one.M ?? {})]) check(held);
        };
        Object.values(merged).forEach(check);
      }),
    );
  });

  it('keeps ours and names both values for each conflict, until a person decides', () => {
    fc.assert(
      fc.property(item, item, item, (base, theirs, ours) => {
        const open = merge(base, theirs, ours);
        for (const step of open.steps.filter(({ is }) => is === 'conflict'))
          expect(step.merged).toEqual(step.ours);
        for (const side of ['theirs', 'ours'] as const) {
          const decided = merge(base, theirs, ours, { ...rules, decide: () => side });
          expect(hasConflict(decided)).toBe(false);
        }
      }),
    );
  });
});

describe('numbers', () => {
  it('give back the sum of the increments of both sides, exactly, to 38 digits (fault N7)', () => {
    const increments = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 30 });
    fc.assert(
      fc.property(digits, increments, increments, places, (start, east, west, exponent) => {
        const sum = (steps: readonly number[]) => steps.reduce((total, step) => total + BigInt(step), 0n);
        const at = (total: bigint) => n(canonicalNumber(`${total}e${exponent}`));
        const { item: merged, steps } = merge(
          { count: at(start) },
          { count: at(start + sum(east)) },
          { count: at(start + sum(west)) },
        );
        expect(canonicalNumber(merged?.count?.N ?? '')).toBe(
          canonicalNumber(`${start + sum(east) + sum(west)}e${exponent}`),
        );
        expect(steps.every(({ is }) => is === 'added' || is === 'kept')).toBe(true);
      }),
    );
  });

  it.each([
    ['both added the same', [n(100), n(110), n(110)], n(120)],
    ['no float could keep it', [n('0.1'), n('0.3'), n('12345678901234567890123456789012345678')], undefined],
    [
      '38 digits',
      [n(0), n(1), n('99999999999999999999999999999999999998')],
      n('99999999999999999999999999999999999999'),
    ],
    ['small ones', [n('1E-130'), n('3E-130'), n('2E-130')], n('4E-130')],
    ['down to nothing', [n(5), n(0), n(3)], n(-2)],
  ] as const)('%s', (_name, [base, theirs, ours], expected) => {
    const result = merge({ a: base }, { a: theirs }, { a: ours });
    expect(hasConflict(result)).toBe(expected === undefined);
    expect(canonicalNumber(result.item?.a?.N ?? '')).toBe(canonicalNumber((expected ?? ours).N ?? ''));
  });

  it('that the application sets conflict where both changed them, and two that both began are a conflict too', () => {
    expect(merge({ price: n(100) }, { price: n(80) }, { price: n(90) }).steps).toMatchObject([
      { path: 'price', is: 'conflict', base: n(100), theirs: n(80), ours: n(90) },
    ]);
    expect(merge({ price: n(100) }, { price: n(80) }, { price: n(80) }).steps).toMatchObject([
      { is: 'same' },
    ]);
    expect(
      merge({ at: { M: { ms: n(1) } } }, { at: { M: { ms: n(2) } } }, { at: { M: { ms: n(3) } } }).steps,
    ).toMatchObject([{ path: 'at.ms', is: 'conflict' }]);
    expect(merge({}, { count: n(1) }, { count: n(1) }).steps).toMatchObject([
      { path: 'count', is: 'conflict' },
    ]);
  });
});

describe('other values', () => {
  const text = (S: string): AttributeValue => ({ S });
  const texts = (...SS: string[]): AttributeValue => ({ SS });
  const list = (...parts: string[]): AttributeValue => ({ L: parts.map(text) });

  it.each([
    [
      'sets take additions and removals',
      texts('a', 'b'),
      texts('b', 'c'),
      texts('a', 'b', 'd'),
      texts('b', 'd', 'c'),
    ],
    ['sets that both began are joined', undefined, texts('a'), texts('b'), texts('b', 'a')],
    ['a set that loses its last member is gone', texts('a', 'b'), texts('b'), texts('a'), undefined],
    ['a set that is gone loses what it had', texts('a'), undefined, texts('a', 'b'), texts('b')],
    [
      'a list that both appended to has ours first',
      list('1'),
      list('1', '2'),
      list('1', '3'),
      list('1', '3', '2'),
    ],
    ['both the same', text('a'), text('b'), text('b'), text('b')],
    ['both removed it', text('a'), undefined, undefined, undefined],
  ] as const)('%s', (_name, base, theirs, ours, expected) => {
    const held = (value: AttributeValue | undefined): Item => (value === undefined ? {} : { a: value });
    const result = merge(held(base), held(theirs), held(ours));
    expect(hasConflict(result)).toBe(false);
    expect(result.item?.a).toEqual(expected);
  });

  it.each([
    ['removed here, changed there', text('a'), undefined, text('b')],
    ['changed here, removed there', text('a'), text('b'), undefined],
    ['two texts', text('a'), text('b'), text('c')],
    ['two lists', list('1'), list('2'), list('1', '3')],
    ['two types', text('a'), n(1), texts('a')],
  ] as const)('%s is a conflict', (_name, base, theirs, ours) => {
    const held = (value: AttributeValue | undefined): Item => (value === undefined ? {} : { a: value });
    expect(merge(held(base), held(theirs), held(ours)).steps).toMatchObject([{ path: 'a', is: 'conflict' }]);
  });
});

describe('maps and whole items', () => {
  const text = (S: string): AttributeValue => ({ S });

  it('maps are merged member by member', () => {
    const result = merge(
      { m: { M: { count: n(1), name: text('x'), old: text('o'), both: text('a') } } },
      { m: { M: { count: n(4), name: text('y'), both: text('b'), new: text('n') } } },
      { m: { M: { count: n(3), name: text('x'), old: text('o'), both: text('c') } } },
    );
    expect(result.item?.m).toEqual({ M: { count: n(6), name: text('y'), both: text('c'), new: text('n') } });
    expect(result.steps.map(({ path, is }) => `${path} ${is}`).sort()).toEqual([
      'm.both conflict',
      'm.count added',
      'm.name taken',
      'm.new taken',
      'm.old taken',
    ]);
  });

  it('an item that one side removed and the other changed is a conflict of the whole item', () => {
    expect(merge({ a: n(1) }, { a: n(2) }, undefined)).toMatchObject({
      item: undefined,
      steps: [{ path: WHOLE_ITEM, is: 'conflict' }],
    });
    expect(merge({ a: n(1) }, undefined, { a: n(2) }).steps).toMatchObject([
      { path: WHOLE_ITEM, is: 'conflict' },
    ]);
    const decided = merge({ a: n(1) }, { a: n(2) }, undefined, { ...rules, decide: () => 'theirs' });
    expect(decided).toMatchObject({ item: { ...id, a: n(2) }, steps: [{ is: 'taken' }] });
    expect(merge({ a: n(1) }, undefined, { a: n(1) })).toMatchObject({
      item: undefined,
      steps: [{ is: 'taken' }],
    });
  });
});
