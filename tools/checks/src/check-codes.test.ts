import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCodes } from './check-codes.ts';
import { findCodeUses } from './find-code-uses.ts';
import { isRunningSource } from './is-running-source.ts';
import { readCatalogues } from './read-catalogues.ts';
import { listFiles } from './list-files.ts';
import { readProjects } from './read-projects.ts';
import { renderErrorTable } from './render-error-table.ts';
import type { ListedCode } from './types.ts';

const CATALOGUE =
  "export const LAG_ERRORS = { UND_LAG_LOST: { meaning: 'It is lost.', remedy: 'Find it.' } } as const;\n";
const lost: ListedCode = {
  code: 'UND_LAG_LOST',
  meaning: 'It is lost.',
  remedy: 'Find it.',
  exit: 1,
  package: '@understudy/lag',
};

describe('findCodeUses', () => {
  it('finds codes in the code, and not where they are listed', () => {
    expect(findCodeUses('a.ts', CATALOGUE).uses).toEqual([]);
    expect(
      findCodeUses('a.ts', "\nthrow new LagError('UND_LAG_LOST', { what: 'UND_LAG_LOST it is.' });").uses,
    ).toEqual([{ code: 'UND_LAG_LOST', at: 'a.ts:2' }]);
  });

  it('wants codes written out', () => {
    expect(findCodeUses('a.ts', 'const code = `UND_LAG_${reason}`;').computed).toHaveLength(1);
  });

  it.each([
    ['packages/lag/src/read-lag.ts', true],
    ['apps/web/src/features/lag/panel.tsx', true],
    ['packages/lag/src/read-lag.test.ts', false],
    ['packages/lag/src/testing/contract.ts', false],
    ['packages/lag/jest.config.mjs', false],
  ])('takes %s for a running source: %s', (file, running) => {
    expect(isRunningSource(file)).toBe(running);
  });
});

describe('checkCodes', () => {
  let root: string;
  const check = async (sources: Record<string, string>, listed: readonly ListedCode[] = [lost]) => {
    for (const [name, text] of Object.entries(sources))
      await writeFile(join(root, 'packages/lag/src', name), text);
    return checkCodes(
      Object.keys(sources).map((name) => `packages/lag/src/${name}`),
      listed,
      root,
    );
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'understudy-codes-'));
    await mkdir(join(root, 'packages/lag/src'), { recursive: true });
  });

  afterAll(() => rm(root, { recursive: true }));

  it('accepts codes that are listed and used', async () => {
    expect(
      await check({ 'errors.ts': CATALOGUE, 'read-lag.ts': "throw new LagError('UND_LAG_LOST');" }),
    ).toEqual([]);
  });

  it('finds a code that is listed and not used, but in a test', async () => {
    const findings = await check({ 'errors.ts': CATALOGUE, 'a.test.ts': "'UND_LAG_LOST';" });
    expect(findings).toEqual([{ at: '@understudy/lag', what: 'lists UND_LAG_LOST, which nothing uses' }]);
  });

  it('finds a code that is used or documented, and not listed', async () => {
    const findings = await check(
      { 'a.ts': "throw new LagError('UND_LAG_GONE');", 'a.md': '`UND_LAG_GONE`' },
      [],
    );
    expect(findings).toEqual([
      { at: 'packages/lag/src/a.ts:1', what: 'uses UND_LAG_GONE, which no catalogue lists' },
      { at: 'packages/lag/src/a.md', what: 'names UND_LAG_GONE, which no catalogue lists' },
    ]);
  });

  it('finds a code that two packages list', async () => {
    const findings = await check({ 'a.ts': "'UND_LAG_LOST'" }, [
      lost,
      { ...lost, package: '@understudy/other' },
    ]);
    expect(findings).toEqual([
      { at: '@understudy/other', what: 'lists UND_LAG_LOST, as @understudy/lag does' },
    ]);
  });
});

describe('the codes of the repository', () => {
  it('are listed, used, and named after their package', async () => {
    const files = await listFiles();
    const listed = await readCatalogues(await readProjects(files));
    expect(listed.length).toBeGreaterThan(0);
    expect(await checkCodes(files, listed)).toEqual([]);
    for (const { code, meaning, remedy, package: name } of listed) {
      expect(code).toContain(`UND_${name.replace('@understudy/', '').toUpperCase().replaceAll('-', '_')}_`);
      expect([code, meaning]).toEqual([code, expect.stringMatching(/^\S.*\S$/)]);
      expect([code, remedy]).toEqual([code, expect.stringMatching(/^\S.*\S$/)]);
    }
  });
});

describe('renderErrorTable', () => {
  it('keeps what would end a cell or pass for a tag', async () => {
    const table = await renderErrorTable([{ ...lost, meaning: 'Either a|b,\nor <c>, or `<d>`.' }]);
    expect(table).toContain('Either a\\|b, or &lt;c>, or `<d>`.');
    expect(table).toContain('## @understudy/lag');
  });
});
