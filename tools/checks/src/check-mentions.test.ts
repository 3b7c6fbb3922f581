import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkMentions } from './check-mentions.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

const files = ['docs/protocol.md', 'packages/lag/src/stream/read-lag.ts'];
const named = (file: string, text: string) => checkMentions(file, text, files).map(({ what }) => what);

describe('checkMentions', () => {
  it.each([
    ['a.ts', '// See docs/protocol.md, and packages/lag/src/stream/read-lag.ts.'],
    ['README.md', 'See `read-lag.ts`, `stream/read-lag.ts`, `src/index.ts` and docs/protocol.md.'],
    ['README.md', '`understudy.ts` may be any file, https://example.com/docs/other.md too.'],
    ['a.ts', "const path = 'see docs/protocol.md';"],
  ])('accepts what exists: %s %s', (file, text) => {
    expect(named(file, text)).toEqual([]);
  });

  it('finds what does not', () => {
    expect(named('a.ts', '/** The rule is in docs/rules.md. */')).toEqual([
      'names docs/rules.md, which does not exist',
    ]);
    expect(named('README.md', '`measure-lag.ts` does it.')).toEqual([
      'names measure-lag.ts, which does not exist',
    ]);
  });
});

describe('what sources and documents name', () => {
  it('exists', async () => {
    const all = await listFiles();
    const checked = all.filter((file) => /\.(?:ts|tsx|mjs|md)$/.test(file));
    const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
    expect(checked.flatMap((file) => checkMentions(file, read(file), all))).toEqual([]);
  });
});
