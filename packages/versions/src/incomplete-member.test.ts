import { expect, it } from '@jest/globals';
import { incompleteMember } from './incomplete-member.ts';
import type { Item } from './types.ts';

const parsed = (text: string): Item => JSON.parse(text) as Item;

it('finds nothing in an item of every type, whatever its members are called', () => {
  const item = parsed(
    '{"__proto__":{"S":""},"constructor":{"N":"0"},"b":{"BOOL":false},"n":{"NULL":true},"m":{"M":{"__proto__":{"L":[{"M":{}},{"SS":["a"]},{"NS":["1"]},{"L":[]}]}}}}',
  );
  expect(incompleteMember({ ...item, raw: { B: new Uint8Array() }, set: { BS: [new Uint8Array()] } })).toBe(
    undefined,
  );
});

it('names the member whose value was lost, at any depth (fault D15)', () => {
  const lost = Object.defineProperty({}, '__proto__', { value: undefined, enumerable: true }) as Item;
  expect(incompleteMember({ id: { S: 'a' }, ...lost })).toBe('__proto__');
  expect(incompleteMember({ a: { L: [{ S: 'x' }, { M: { b: { M: lost } } }] } })).toBe('a.[1].b.__proto__');
  expect(incompleteMember({ a: { $unknown: ['Z', 1] } })).toBe('a');
});
