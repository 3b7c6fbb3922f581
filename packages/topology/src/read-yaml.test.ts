import { describe, expect, it } from '@jest/globals';
import { readYaml } from './read-yaml.ts';

const codes = (text: string) => readYaml(text).findings.map(({ code }) => code);

describe('readYaml', () => {
  it('gives plain values and the place of each', () => {
    const { value, locate, findings } = readYaml('# a comment\na:\n  - b: 1\n    c: yes\n');
    expect(findings).toEqual([]);
    expect(JSON.parse(JSON.stringify(value))).toEqual({ a: [{ b: 1, c: 'yes' }] });
    expect(locate(['a', 0, 'c'], 'key')).toEqual({ line: 4, column: 5 });
    expect(locate(['a', 0, 'c'], 'value')).toEqual({ line: 4, column: 8 });
  });

  it('places what is missing at what would hold it', () => {
    const { locate } = readYaml('a: 1\nb:\n  c: 2\n');
    expect(locate(['b', 'd'], 'value')).toEqual({ line: 2, column: 1 });
    expect(locate(['x', 'y', 'z'], 'key')).toEqual({ line: 1, column: 1 });
  });

  it('keeps keys that mean something to JavaScript as keys', () => {
    expect(Object.keys(readYaml('__proto__: 1\nconstructor: 2\n').value as object)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('takes numbers, words and blanks for keys as they are written', () => {
    expect(Object.keys(readYaml('1: a\ntrue: b\n').value as object)).toEqual(['1', 'true']);
  });

  it.each([
    ['an open bracket', 'a: [1', 'UND_TOPOLOGY_YAML_SYNTAX'],
    ['a tab', '\ta: 1', 'UND_TOPOLOGY_YAML_SYNTAX'],
    ['an indent that fits nowhere', 'a:\n  - b\n c: d', 'UND_TOPOLOGY_YAML_SYNTAX'],
    ['an alias', 'a: &x 1\nb: *x', 'UND_TOPOLOGY_YAML_ALIAS'],
    ['an alias of nothing', 'a: *x', 'UND_TOPOLOGY_YAML_ALIAS'],
    ['an alias for a key', 'a: &x b\n*x : 1', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['a tag', 'a: !secret b', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['binary', 'a: !!binary aGVsbG8=', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['a directive', '%YAML 1.1\n---\na: yes', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['a second document', 'a: 1\n---\nb: 2', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['a list for a key', '? [a]\n: 1', 'UND_TOPOLOGY_YAML_UNSUPPORTED'],
    ['a key twice', 'a: 1\nb: 2\na: 3', 'UND_TOPOLOGY_KEY_DUPLICATE'],
    ['a key twice in two ways of writing', 'a: 1\n"a": 3', 'UND_TOPOLOGY_KEY_DUPLICATE'],
  ])('refuses %s', (_, text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('ends on texts made to exhaust a parser', () => {
    const bomb = [
      'a: &a [x]',
      ...'bcdefghijk'
        .split('')
        .map((key, at) => `${key}: &${key} [${`*${'abcdefghij'.charAt(at)},`.repeat(9)}]`),
    ].join('\n');
    expect(new Set(codes(bomb))).toEqual(new Set(['UND_TOPOLOGY_YAML_ALIAS']));
    for (const piece of ['[', '{', '- ', '? ', 'a: ', '!!str ['])
      expect(codes(piece.repeat(20_000))).toEqual(['UND_TOPOLOGY_YAML_UNSUPPORTED']);
    expect(codes('a'.repeat(2 ** 20 + 1))).toEqual(['UND_TOPOLOGY_TOO_LARGE']);
    expect(codes('a: b\n'.repeat(20_000))).toHaveLength(19_999);
  });
});
