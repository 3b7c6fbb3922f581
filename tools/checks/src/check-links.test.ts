import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkLinks } from './check-links.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

describe('checkLinks', () => {
  const check = (text: string) => checkLinks('README.md', () => text).map(({ at, what }) => `${at} ${what}`);

  it.each([
    'See [core](packages/core/README.md), [elsewhere](https://example.com/x) and [below](#the-rules-and-more).\n\n## The rules, and `more`',
    '```md\n[nothing](nowhere.md)\n```',
    'No link: [a] (b), items[0](x.md is cut',
  ])('is content with %j', (text) => {
    expect(check(text)).toEqual([]);
  });

  it('finds files and headings that are not there', () => {
    expect(check('\n[a](docs/nowhere.md#x) and [b](#nothing "title")')).toEqual([
      'README.md:2 links to docs/nowhere.md#x, and there is no docs/nowhere.md',
      'README.md:2 links to #nothing, and README.md has no such heading',
    ]);
  });
});

describe('the documents', () => {
  it('link to what is there', async () => {
    const documents = (await listFiles()).filter((file) => file.endsWith('.md'));
    const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
    expect(documents.flatMap((file) => checkLinks(file, read))).toEqual([]);
  });
});
