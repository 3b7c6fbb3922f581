import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkWords } from './check-words.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

const at = (file: string, text: string) => checkWords(file, text).map((finding) => finding.at);

describe('checkWords', () => {
  it('finds banned words in comments, strings, templates and documents', () => {
    expect(at('a.ts', '\n// The fence is to be written.\n')).toEqual(['a.ts:2']);
    expect(at('a.ts', '/**\n * Nobody waits.\n */\n')).toEqual(['a.ts:2']);
    expect(at('a.ts', "throw new Error('It stands still.');")).toEqual(['a.ts:1']);
    expect(at('a.ts', 'const text = `${1}\n is told of ${2}`;')).toEqual(['a.ts:2']);
    expect(at('a.md', 'The link\nreads it anew.')).toEqual(['a.md:2']);
  });

  it('says the better word', () => {
    expect(checkWords('a.md', 'anew')[0]?.what).toBe('"anew": write again');
  });

  it.each([
    ['names in code', 'a.ts', 'const nobody = echo(calm); // all is well'],
    ['paths of imports', 'a.ts', "import { a } from './echo.ts';\nexport type A = import('./calm.ts').A;"],
    ['regular expressions', 'a.ts', 'const found = /nobody/.test(text);'],
    ['a comment in a string', 'a.ts', "const url = 'https://example.com'; const nobody = 1;"],
    ['parts of words', 'a.md', 'The standby understands; the warehouse extends its doorstep.'],
    ['what stands for something', 'a.md', 'RPO stands for recovery point objective.'],
    ['decisions', 'docs/reasoning/decisions/0001-state.md', 'Nobody is told.'],
  ])('ignores %s', (_what, file, text) => {
    expect(checkWords(file, text)).toEqual([]);
  });
});

describe('the words of the repository', () => {
  it('are plain', async () => {
    const files = await listFiles();
    expect(files.flatMap((file) => checkWords(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});
