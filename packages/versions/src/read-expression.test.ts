import { describe, expect, it } from '@jest/globals';
import { isIdempotentUpdate, readExpression, readUpdate } from './read-expression.ts';

const clausesOf = (expression: string) =>
  readUpdate(expression).map(({ clause, tokens }) => [clause, tokens.map(({ text }) => text).join(' ')]);

describe('readExpression', () => {
  it('knows names, values, words, numbers and symbols, and where they stand', () => {
    const expression = 'begins_with(#a.b[10], :v_1) AND x<>:y';
    const tokens = readExpression(expression);
    expect(tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'word begins_with',
      'symbol (',
      'name #a',
      'symbol .',
      'word b',
      'symbol [',
      'number 10',
      'symbol ]',
      'symbol ,',
      'value :v_1',
      'symbol )',
      'word AND',
      'word x',
      'symbol <>',
      'value :y',
    ]);
    for (const { text, start, end } of tokens) expect(expression.slice(start, end)).toBe(text);
  });
});

describe('readUpdate', () => {
  it('finds the clauses whatever their order, letters and spaces', () => {
    expect(clausesOf('remove\n#set, :add SET\ta=:x,b = list_append(b,:y)  Add n :one')).toEqual([
      ['REMOVE', '#set , :add'],
      ['SET', 'a = :x , b = list_append ( b , :y )'],
      ['ADD', 'n :one'],
    ]);
    expect(clausesOf('set settings.setting = :set')).toEqual([['SET', 'settings . setting = :set']]);
    expect(clausesOf('')).toEqual([]);
  });
});

describe('isIdempotentUpdate', () => {
  it.each([
    'SET a = :x',
    'SET a = :x, #b.c = :y REMOVE d, e.f DELETE s :set',
    'SET a.b = if_not_exists(a.b, :x)',
    'REMOVE a',
    'DELETE s :set',
  ])('%s: yes', (expression) => expect(isIdempotentUpdate(expression)).toBe(true));

  it.each([
    'ADD n :one',
    'SET n = n + :one',
    'SET n = :a - :b',
    'SET l = list_append(l, :x)',
    'SET a = b',
    'SET a = b, b = :x',
    'SET a = if_not_exists(b, :x), b = :y',
    'SET a = if_not_exists(a, b)',
    'SET a = if_not_exists(a, :zero) + :one',
    'SET l[9] = :x',
    'REMOVE l[0]',
    'SET a = :x ADD n :one',
    'SET',
    'SET = :x',
  ])('%s: no, or not certainly', (expression) => expect(isIdempotentUpdate(expression)).toBe(false));
});
