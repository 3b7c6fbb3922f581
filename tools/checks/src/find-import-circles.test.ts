import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findImportCircles, readImportGraph } from './find-import-circles.ts';
import { listFiles } from './list-files.ts';
import { readEntries } from './read-entries.ts';
import { readProjects } from './read-projects.ts';
import { ROOT } from './root.ts';

const entries = new Map([['@understudy/lag', 'packages/lag/src/index.ts']]);
const circlesOf = (sources: Record<string, string>) =>
  findImportCircles(readImportGraph(new Map(Object.entries(sources)), entries));

describe('findImportCircles', () => {
  it.each([
    ['values', "import { b } from './b.ts';"],
    ['types', "import type { B } from './b.ts';"],
    ['re-exports', "export * from './b.ts';"],
    ['dynamic imports', "const b = await import('./b.ts');"],
    ['types in place', "export type A = import('./b.ts').B;"],
  ])('finds a circle of %s', (_what, text) => {
    expect(circlesOf({ 'a.ts': text, 'b.ts': "import './c.ts';", 'c.ts': "import './a.ts';" })).toEqual([
      ['a.ts', 'b.ts', 'c.ts', 'a.ts'],
    ]);
  });

  it('finds one through the name of a package', () => {
    expect(
      circlesOf({
        'packages/lag/src/index.ts': "export { lag } from './lag.ts';",
        'packages/lag/src/lag.ts': "import { other } from '@understudy/lag';",
      }),
    ).toEqual([['packages/lag/src/index.ts', 'packages/lag/src/lag.ts', 'packages/lag/src/index.ts']]);
  });

  it('accepts two ways to one file', () => {
    expect(
      circlesOf({ 'a.ts': "import './b.ts';\nimport './c.ts';", 'b.ts': "import './c.ts';", 'c.ts': '' }),
    ).toEqual([]);
  });
});

describe('the sources of the repository', () => {
  it('import each other in no circle', async () => {
    const files = await listFiles();
    const sources = new Map(
      files
        .filter((file) => /\.(?:tsx?|mjs)$/.test(file))
        .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
    );
    const graph = readImportGraph(sources, readEntries(await readProjects(files)));
    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(findImportCircles(graph).map((circle) => circle.join(' → '))).toEqual([]);
  });
});
