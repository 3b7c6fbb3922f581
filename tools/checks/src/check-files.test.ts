import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkFiles } from './check-files.ts';
import { listFiles } from './list-files.ts';

describe('checkFiles', () => {
  it('refuses shapeless names, project.json, CommonJS and files that are too long', async () => {
    const root = await mkdtemp(join(tmpdir(), 'understudy-tree-'));
    try {
      await writeFile(join(root, 'long.ts'), '\n'.repeat(401));
      await writeFile(join(root, 'long-enough.ts'), '\n'.repeat(400));

      for (const name of ['utils.ts', 'old.cjs']) await writeFile(join(root, name), '');
      const findings = await checkFiles(
        [
          'utils.ts',
          'old.cjs',
          'long.ts',
          'long-enough.ts',
          'packages/common/README.md',
          'packages/lag/project.json',
        ],
        root,
      );
      expect(findings.map(({ at }) => at)).toEqual([
        'utils.ts',
        'old.cjs',
        'long.ts',
        'packages/common/README.md',
        'packages/lag/project.json',
        '.',
      ]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe('the files of the repository', () => {
  it('have names that say something, and are short enough', async () => {
    expect(await checkFiles(await listFiles())).toEqual([]);
  });
});
