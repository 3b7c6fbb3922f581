import { expect, it } from '@jest/globals';
import { addConfusions, confusionOf } from './confusion.ts';
import { renderConfusions } from './render-confusions.ts';

const one = confusionOf('quorum', { needed: 3, missed: ['a'], falsely: ['b', 'c'] });

it('counts what came of the failovers that were needed, and the false ones', () => {
  expect(one).toEqual({ policy: 'quorum', needed: 3, made: 2, missed: 1, falsely: 2 });
});

it('adds policy by policy', () => {
  const other = { policy: 'single', needed: 1, made: 1, missed: 0, falsely: 0 };
  expect(addConfusions([one, other], [one])).toEqual([
    { policy: 'quorum', needed: 6, made: 4, missed: 2, falsely: 4 },
    other,
  ]);
});

it('is shown as a table', () => {
  expect(renderConfusions([{ ...one, needed: 3_000, made: 2_999 }])).toBe(
    'policy  needed   made  missed  false\nquorum   3,000  2,999       1      2\n',
  );
});
