import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkFiles, checkProjects } from './check-tree.ts';
import { listFiles, readProjects } from './read-workspace.ts';
import type { Manifest } from './types.ts';

const manifest: Manifest = {
  name: '@understudy/lag',
  version: '1.2.0',
  description: 'Says how far behind a link is.',
  engines: { node: '>=20.19.0' },
  nx: { tags: ['layer:model', 'plane:data', 'runtime:any'] },
};
const files = ['README.md', 'src/index.ts', 'eslint.config.mjs', 'jest.config.mjs'].map(
  (file) => `packages/lag/${file}`,
);
const wrongWith = (change: Partial<Manifest>, there: readonly string[] = files) =>
  checkProjects(there, [{ folder: 'packages/lag', manifest: { ...manifest, ...change } }]).map(
    ({ what }) => what,
  );

describe('checkProjects', () => {
  it('is content with a package that has its rooms', () => {
    expect(wrongWith({})).toEqual([]);
    expect(wrongWith({ dependencies: { '@understudy/lag': '^1.2.0', yaml: '1' } })).toEqual([]);
  });

  it('misses rooms', () => {
    expect(wrongWith({}, [])).toEqual([
      'has no README.md',
      'has no src/index.ts',
      expect.stringContaining('eslint.config.mjs'),
      expect.stringContaining('jest.config.mjs'),
    ]);
  });

  it.each<[string, Partial<Manifest>, RegExp]>([
    ['another name', { name: '@understudy/leg' }, /is called/],
    ['no description', { description: '' }, /description/],
    ['another Node', { engines: { node: '>=18' } }, /Node/],
    ['no tags', { nx: {} }, /layer:core/],
    ['two planes', { nx: { tags: ['layer:model', 'plane:data', 'plane:any', 'runtime:any'] } }, /plane:any/],
    ['an unknown runtime', { nx: { tags: ['layer:model', 'plane:data', 'runtime:deno'] } }, /runtime:node/],
    ['a private model', { private: true }, /must not be private/],
    ['a public app', { nx: { tags: ['layer:app', 'plane:data', 'runtime:any'] } }, /must be private/],
    ['an old range', { devDependencies: { '@understudy/lag': '^1.0.0' } }, /is at 1\.2\.0/],
  ])('refuses %s', (_what, change, finding) => {
    expect(wrongWith(change)[0]).toMatch(finding);
  });
});

describe('checkFiles', () => {
  it('refuses shapeless rooms, targets by hand, CommonJS and files that grew too long', async () => {
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
      ]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe('the tree of the repository', () => {
  it('has no file that is in the wrong place or too long', async () => {
    expect(await checkFiles(await listFiles())).toEqual([]);
  });

  it('has packages with their rooms and tags', async () => {
    const all = await listFiles();
    expect(checkProjects(all, await readProjects(all))).toEqual([]);
  });
});
