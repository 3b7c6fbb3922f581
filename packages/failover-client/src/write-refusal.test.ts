import { expect, it } from '@jest/globals';
import { itemOf, KEY, steadyContext } from './test-support/merging-context.ts';
import { refusedBy, withoutOldItem } from './write-refusal.ts';

it('a write is refused by the fence, by its own earlier attempt, or by a condition', () => {
  for (const [item, by] of [
    [itemOf(4), 'fence'],
    [itemOf(3, 'n'), 'own-write'],
    [itemOf(3), 'condition'],
    [KEY, 'condition'],
    [undefined, 'condition'],
  ] as const)
    expect(refusedBy(item, steadyContext)).toBe(by);
});

it('a refusal shows the old item, without its stamp, only where it was asked for and is there', () => {
  const shown = (asksOld: boolean, Item?: object) =>
    withoutOldItem(Object.assign(new Error('refused'), { Item }), asksOld, 'understudy:v');
  expect(shown(true, itemOf(3)).Item).toEqual(KEY);
  expect(shown(true)).not.toHaveProperty('Item');
  expect(shown(false, itemOf(3))).not.toHaveProperty('Item');
});
