import { expect, it } from '@jest/globals';
import { mayHaveApplied } from './may-have-applied.ts';

it.each<[unknown, boolean]>([
  [Object.assign(new Error('Lost.'), { mayHaveApplied: true }), true],
  [Object.assign(new Error('Closed.'), { mayHaveApplied: false }), false],
  [new Error('refused'), false],
  ['a text', false],
  [null, false],
])('an error says whether the write may have been carried out: %s', (error, may) => {
  expect(mayHaveApplied(error)).toBe(may);
});
