import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRegions } from './compare-regions.ts';
import type { Content } from './types.ts';

const regions = ['left', 'right'] as const;
const content: fc.Arbitrary<Content> = fc.record({
  name: fc.string(),
  visits: fc.integer(),
  tags: fc.uniqueArray(fc.string(), { minLength: 1 }).map((tags) => new Set(tags)),
  at: fc.record({ lon: fc.integer(), lat: fc.integer() }),
});
const items = fc
  .uniqueArray(fc.tuple(fc.string(), content), { selector: ([key]) => key, minLength: 1 })
  .map((pairs) => new Map(pairs));

const backwards = (item: Content): Content =>
  Object.fromEntries(
    Object.entries(item)
      .reverse()
      .map(([name, value]) => [name, value instanceof Set ? new Set([...value].reverse()) : value]),
  );

describe('compareRegions', () => {
  it('finds the same content the same, whatever the order of attributes, set members and items', () => {
    fc.assert(
      fc.property(items, (left) => {
        const right = new Map([...left].reverse().map(([key, item]) => [key, backwards(item)]));
        expect(compareRegions(regions, left, right)).toEqual({ items: left.size, differences: [] });
      }),
    );
  });

  it('finds the one item that differs, whichever side lacks or changed it', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.boolean(), fc.boolean(), (left, pick, gone, swap) => {
        const keys = [...left.keys()];
        const key = keys[pick % keys.length] ?? '';
        const right = new Map(left);
        if (gone) right.delete(key);
        else right.set(key, { ...left.get(key), visits: 'none' });
        const { items: compared, differences } = swap
          ? compareRegions(regions, right, left)
          : compareRegions(regions, left, right);
        expect(compared).toBe(left.size);
        expect(differences).toEqual([
          { key, how: gone ? `only in ${swap ? 'right' : 'left'}` : 'differs in visits' },
        ]);
      }),
    );
  });
});
