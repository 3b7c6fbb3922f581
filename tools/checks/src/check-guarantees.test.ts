import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkGuarantees } from './check-guarantees.ts';
import { ROOT } from './root.ts';

describe('checkGuarantees', () => {
  const check = (text: string) => checkGuarantees('g.md', text).map(({ at, what }) => `${at} ${what}`);

  it('is content with a promise that a test shows', () => {
    expect(check('| G1 | all is well | A1 | [this](../a/b.ts), [that](../a/b.test.ts) |')).toEqual([]);
  });

  it('finds one that nothing shows, and a page without any', () => {
    expect(check('| G1 | all is well | | [this](../a/b.ts) |')).toEqual([
      'g.md:1 G1 names no test that shows it',
    ]);
    expect(check('nothing')).toEqual(['g.md promises nothing']);
  });

  it('is content with docs/guarantees.md', () => {
    expect(
      checkGuarantees('docs/guarantees.md', readFileSync(join(ROOT, 'docs/guarantees.md'), 'utf8')),
    ).toEqual([]);
  });
});
