import { describe, expect, it } from '@jest/globals';
import { formatKeptVerdicts, hashOf, parseKeptVerdicts, type KeptVerdict } from './kept-verdicts.ts';
import type { Mutant } from './mutant.ts';

const mutant = (name: string, file: string): Mutant => ({
  id: 1,
  key: name,
  file,
  line: 1,
  kind: 'call',
  from: name,
  to: '',
  atLoad: false,
});

describe('kept verdicts', () => {
  it('are read as they were written, without those of mutants that are gone', () => {
    const mutants = [
      mutant('a', 'one.ts'),
      mutant('b', 'one.ts'),
      mutant('c', 'two.ts'),
      mutant('d', 'two.ts'),
    ];
    const told: readonly (readonly [string, KeptVerdict])[] = [
      ['a', 'test'],
      ['b', 'survived'],
      ['c', 'region'],
      ['gone', 'seed'],
    ];
    const kept = new Map(told.map(([key, verdict]) => [hashOf({ key }), verdict]));
    const text = formatKeptVerdicts(kept, mutants);
    expect(text.split('\n')).toHaveLength(4);
    const expected = new Map(kept);
    expected.delete(hashOf({ key: 'gone' }));
    expect(parseKeptVerdicts(text)).toEqual(expected);
  });
});
