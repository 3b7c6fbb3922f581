import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkSnippets } from './check-snippets.ts';
import { findSnippets } from './find-snippets.ts';
import { isDocument } from './is-document.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

const fenced = (language: string, ...lines: string[]) =>
  ['# Title', '', `\`\`\`${language}`, ...lines, '```', '', 'Text.'].join('\n');

describe('findSnippets', () => {
  it('finds blocks of TypeScript with their lines, and no others', () => {
    const document = [
      fenced('ts', 'const a = 1;', '', 'export { a };'),
      fenced('sh', 'ls'),
      fenced('', 'x'),
    ].join('\n');
    expect(findSnippets('a.md', document)).toEqual([
      { document: 'a.md', line: 4, code: 'const a = 1;\n\nexport { a };\n' },
    ]);
  });

  it('knows longer fences, and blocks within a list', () => {
    const document = [
      '````md',
      '```ts',
      'no',
      '```',
      '````',
      '- text',
      '  ```ts',
      '  const b = 2;',
      '    b;',
      '  ```',
    ].join('\n');
    expect(findSnippets('a.md', document)).toEqual([
      { document: 'a.md', line: 8, code: 'const b = 2;\n  b;\n' },
    ]);
  });
});

describe('checkSnippets', () => {
  const check = (document: string, ...lines: string[]) =>
    checkSnippets(findSnippets(document, fenced('ts', ...lines)));

  it('resolves our packages to their sources, and checks what is called', () => {
    const lines = ["import { systemClock } from '@understudy/core';", '', 'await systemClock().sleep(1);'];
    expect(check('README.md', ...lines)).toEqual([]);
    expect(check('docs/guide.md', ...lines.with(2, "await systemClock().sleep('a second');"))).toEqual([
      { at: 'docs/guide.md:6', what: expect.stringMatching(/^TS2345: .*'string'/) },
    ]);
  }, 300_000);

  it('refuses names that no package exports, and code that is no TypeScript', () => {
    expect(check('README.md', "import { clock } from '@understudy/core';", 'clock;')[0]?.what).toMatch(
      /no exported member/,
    );
    expect(check('README.md', 'const = 1;')).not.toEqual([]);
  }, 300_000);
});

describe('the documents', () => {
  it('have snippets that type-check against the sources', async () => {
    const documents = (await listFiles()).filter(isDocument);
    const texts = await Promise.all(documents.map((file) => readFile(join(ROOT, file), 'utf8')));
    const snippets = documents.flatMap((file, index) => findSnippets(file, texts[index] ?? ''));
    expect(snippets.length).toBeGreaterThan(0);
    expect(checkSnippets(snippets)).toEqual([]);
  }, 300_000);
});
