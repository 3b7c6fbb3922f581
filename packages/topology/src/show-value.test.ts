import { describe, expect, it } from '@jest/globals';
import { showKey, showValue } from './show-value.ts';

describe('showValue', () => {
  it.each([
    [null, 'empty'],
    [5, '5'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    ['two\nlines', '"two\\nlines"'],
    [[1, 2], 'a list of 2'],
    [{ password: 'x' }, 'a mapping'],
  ])('%j: %s', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  it('cuts a long text short', () => {
    expect(showValue('x'.repeat(1000))).toHaveLength(63);
  });

  it.each([
    'https://user:hunter2@host',
    'user:hunter2@host',
    'https://host/?token=hunter2',
    'https://host/#hunter2',
  ])('leaves out %s', (text) => {
    expect(showValue(text)).not.toContain('hunter2');
    expect(showKey(text)).not.toContain('hunter2');
  });
});
