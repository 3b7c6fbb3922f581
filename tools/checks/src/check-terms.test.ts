import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkTerms, termsOf } from './check-terms.ts';
import { ROOT } from './root.ts';

const GLOSSARY = 'docs/reference/glossary.md';
/** What a person reads who has never seen Understudy. */
const FIRST_PAGES = ['README.md', 'docs/install/quickstart.md'];

const read = (file: string) => readFile(join(ROOT, file), 'utf8');

describe('the first pages', () => {
  it.each(FIRST_PAGES)('%s explains each of the terms where it is used first (fault N14)', async (page) => {
    const terms = termsOf(await read(GLOSSARY));
    expect(terms).toEqual(expect.arrayContaining(['writer', 'route', 'epoch', 'unreplicated tail']));
    expect(checkTerms(page, await read(page), terms)).toEqual([]);
  });

  it('README.md says for whom, at what cost and why to trust it before how to use it (fault N14)', async () => {
    const headings = [...(await read('README.md')).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(0, 2)).toEqual(['For whom', 'Why trust it']);
    const [forWhom = ''] = (await read('README.md')).split('## Why trust it');
    expect(forWhom).toMatch(/global tables[^]*docs\/operate\/costs\.md[^]*How mature/);
  });
});

describe('checkTerms', () => {
  it('finds a term that is used before it is explained, and nothing else', () => {
    const text = ['# The epoch', '`epoch`', 'An epoch ends.', 'See [epoch](x/glossary.md#epoch).'].join('\n');
    expect(checkTerms('page.md', text, ['epoch', 'route'])).toEqual([
      { at: 'page.md:3', what: 'uses "epoch" first without a link to the glossary' },
    ]);
    expect(
      checkTerms('page.md', 'The [Epoch](glossary.md#epoch) and its **routes** of epochs', [
        'epoch',
        'route',
      ]),
    ).toEqual([]);
  });
});
