import { expect, it } from '@jest/globals';
import { renderTable } from './render-table.ts';

it('columns are as wide as their widest cell, and lines end without blanks', () => {
  expect(
    renderTable(
      ['a', 'long header'],
      [
        ['wide cell', 'b'],
        ['c', ''],
      ],
    ),
  ).toEqual(['a          long header', 'wide cell  b', 'c']);
});
