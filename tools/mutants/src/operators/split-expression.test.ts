import { describe, expect, it } from '@jest/globals';
import { splitExpression } from './split-expression.ts';

describe('splitExpression', () => {
  it.each([
    ['#a = :a', []],
    ['#a = :a AND #b = :b', ['#b = :b', '#a = :a']],
    ['#a = :a AND (#b = :b OR #c = :c)', ['(#b = :b OR #c = :c)', '#a = :a']],
    ['attribute_not_exists(#v) OR #v < :v', ['#v < :v', 'attribute_not_exists(#v)']],
    [
      '${one} AND ${x ? " OR " : ""} OR z',
      ['${x ? " OR " : ""} OR z', '${one} OR z', '${one} AND ${x ? " OR " : ""}'],
    ],
  ])('takes each operand out of %s', (text, expected) => {
    expect(splitExpression(text)).toEqual(expected);
  });
});
