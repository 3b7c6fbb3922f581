import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldLine } from './fold-line.ts';

const text = fc
  .array(fc.stringMatching(/^[a-z/:{}",.]{1,30}$/), { minLength: 1, maxLength: 40 })
  .map((words) => words.join(' '));
const wordsOf = (line: string) => line.split(/\s+/).filter((word) => word !== '');

describe('foldLine', () => {
  it('makes lines that fit, breaks no word, and loses none (fault N9)', () => {
    fc.assert(
      fc.property(text, fc.nat(8), fc.integer({ min: 30, max: 130 }), (line, leading, columns) => {
        const lines = foldLine(`${' '.repeat(leading)}${line}`, { columns });
        for (const each of lines) expect(each.length).toBeLessThanOrEqual(columns);
        expect(lines.flatMap(wordsOf)).toEqual(wordsOf(line));
      }),
    );
  });

  it('makes one line for a shell of what it breaks (fault N9)', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 36, max: 130 }), (line, columns) => {
        const lines = foldLine(`  ${line}`, { columns, joint: ' \\' });
        for (const each of lines) expect(each.length).toBeLessThanOrEqual(columns);
        expect(wordsOf(lines.join('\n').replaceAll(' \\\n', ' '))).toEqual(wordsOf(line));
      }),
    );
  });

  it('moves a note below its figure as a whole', () => {
    expect(foldLine('  writes acknowledged      3,390   put 400, update 1,900', { columns: 40 })).toEqual([
      '  writes acknowledged      3,390',
      '      put 400, update 1,900',
    ]);
  });

  it('cuts a rule, and a word that is longer than a line', () => {
    expect(foldLine(`── Report ${'─'.repeat(40)}`, { columns: 20 })).toEqual([`── Report ${'─'.repeat(10)}`]);
    expect(foldLine('x'.repeat(25), { columns: 10 })).toEqual(['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxx']);
  });
});
