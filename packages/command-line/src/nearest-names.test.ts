import { expect, it } from '@jest/globals';
import { nearestNames } from './nearest-names.ts';

it.each([
  ['statsu', ['status', 'setup', 'switchover'], ['status']],
  ['swithcover', ['status', 'switchover'], ['switchover']],
  ['PORT', ['port', 'host'], ['port']],
  ['xyzzy', ['status', 'setup'], []],
  ['', ['status'], []],
])('the name nearest to %j among %j is %j', (name, known, expected) => {
  expect(nearestNames(name, known)).toEqual(expected);
});

it('gives several, the closest first', () => {
  expect(nearestNames('ledge', ['wedge', 'ledger', 'edge', 'backfill'], 3)).toEqual([
    'edge',
    'ledger',
    'wedge',
  ]);
});
