import { describe, expect, it } from '@jest/globals';
import { checkProjects } from './check-projects.ts';
import { listFiles } from './list-files.ts';
import { readProjects } from './read-projects.ts';
import type { Manifest } from './types.ts';

const manifest: Manifest = {
  name: '@understudy/lag',
  version: '1.2.0',
  description: 'Says how far behind a link is.',
  engines: { node: '>=20.19.0' },
  nx: { tags: ['layer:model', 'plane:data', 'runtime:any'] },
};
const present = ['README.md', 'src/index.ts', 'eslint.config.mjs', 'jest.config.mjs'].map(
  (file) => `packages/lag/${file}`,
);
const wrongWith = (change: Partial<Manifest>, there: readonly string[] = present) =>
  checkProjects(there, [{ folder: 'packages/lag', manifest: { ...manifest, ...change } }]).map(
    ({ what }) => what,
  );

describe('checkProjects', () => {
  it('accepts a package that has all its files', () => {
    expect(wrongWith({})).toEqual([]);
    expect(wrongWith({ dependencies: { '@understudy/lag': '^1.2.0', yaml: '1' } })).toEqual([]);
  });

  it('accepts an app that is published for its program', () => {
    const tags = ['layer:app', 'plane:control', 'runtime:node'];
    expect(wrongWith({ nx: { tags }, bin: { lag: './dist/main.js' } })).toEqual([]);
  });

  it('reports missing files', () => {
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
    [
      'a package that moves the route',
      { nx: { tags: [...(manifest.nx?.tags ?? []), 'moves:route'] } },
      /moves:route/,
    ],
  ])('refuses %s', (_what, change, finding) => {
    expect(wrongWith(change)[0]).toMatch(finding);
  });
});

describe('the projects of the repository', () => {
  it('have their files, tags and ranges', async () => {
    const files = await listFiles();
    expect(checkProjects(files, await readProjects(files))).toEqual([]);
  });
});
