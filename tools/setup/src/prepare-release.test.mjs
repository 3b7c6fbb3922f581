import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeReadme } from './describe-release.mjs';
import { ROOT } from './machine.mjs';
import { prepareRelease, publishedFolders } from './prepare-release.mjs';

const RELEASE = { server: 'https://github.com', repository: 'acme/understudy', commit: 'c0ffee' };
const FILES = `${RELEASE.server}/${RELEASE.repository}/blob/${RELEASE.commit}/`;
const SLOW_MS = 120_000;

let stage;
/** What npm would ship, by the package's folder. */
let packed;

beforeAll(() => {
  stage = mkdtempSync(join(tmpdir(), 'understudy-release-'));
  const folders = publishedFolders(ROOT);
  for (const folder of folders) stagePackage(folder);
  cpSync(join(ROOT, 'LICENSE'), join(stage, 'LICENSE'));
  writeFileSync(
    join(stage, 'package.json'),
    JSON.stringify({ name: 'stage', version: '0.0.0', private: true, workspaces: folders }),
  );
  prepareRelease(stage, RELEASE);
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspaces', '--offline'];
  const listed = JSON.parse(execFileSync('npm', words, { cwd: stage, encoding: 'utf8', stdio: 'pipe' }));
  packed = new Map(
    listed.map(({ name, files }) => [
      folders.find((folder) => name === `@understudy/${folder.split('/')[1]}`),
      new Set(files.map(({ path }) => path)),
    ]),
  );
}, SLOW_MS);
afterAll(() => rmSync(stage, { recursive: true, force: true }));

/** The package as a build leaves it: an empty file in the place of each that the compiler makes. */
function stagePackage(folder) {
  const [from, to] = [join(ROOT, folder), join(stage, folder)];
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|dist|src|test-results)$/.test(path),
  });
  for (const source of readdirSync(join(from, 'src'), { recursive: true })) {
    if (!source.endsWith('.ts') || /\.test\.ts$|test-support\//.test(source)) continue;
    for (const made of ['.js', '.d.ts']) {
      const file = join(to, 'dist', source.replace(/\.ts$/, made));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, '');
    }
  }
}

const manifestOf = (folder) => JSON.parse(readFileSync(join(stage, folder, 'package.json'), 'utf8'));

/** Paths that a manifest promises: its program, and for each export its types and its code. */
function promised({ exports, bin = {} }) {
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [target] : [target.types, target.default],
  );
  return [...targets, ...Object.values(bin)].map((path) => path?.replace(/^\.\//, ''));
}

describe('what npm would ship of each published package', () => {
  it('has the licence, a README, what its manifest promises, and no sources or tests (fault N13)', () => {
    expect(packed.size).toBe(publishedFolders(ROOT).length);
    for (const [folder, files] of packed) {
      const wanted = ['LICENSE', 'README.md', ...promised(manifestOf(folder))];
      expect([folder, wanted.filter((path) => !files.has(path))]).toEqual([folder, []]);
      expect([folder, [...files].filter((path) => /^src\/|\.test\./.test(path))]).toEqual([folder, []]);
    }
  });

  it('names the place of its sources (fault N13)', () => {
    for (const folder of packed.keys()) {
      expect(manifestOf(folder)).toMatchObject({
        license: 'Apache-2.0',
        repository: { type: 'git', url: 'git+https://github.com/acme/understudy.git', directory: folder },
      });
    }
  });

  it('has no link in its README that leads nowhere (fault N13)', () => {
    for (const folder of packed.keys()) {
      const readme = readFileSync(join(stage, folder, 'README.md'), 'utf8');
      const links = [...readme.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s]+)/g)].map(
        ([, to]) => to,
      );
      const relative = links.filter((to) => !/^(?:https?:|#)/.test(to));
      expect([folder, relative]).toEqual([folder, []]);
      const gone = links
        .filter((to) => to.startsWith(FILES))
        .filter((to) => !existsSync(join(ROOT, to.slice(FILES.length).split('#')[0])));
      expect([folder, gone]).toEqual([folder, []]);
    }
  });
});

describe('describeReadme', () => {
  it('leaves code, headings of the page and other sites as they are, and shows pictures raw', () => {
    const given = [
      '[a](../../LICENSE#c) [d](#e) [f](https://g)',
      '![h](i.svg)',
      '```md',
      '[j](k)',
      '```',
    ].join('\n');
    expect(describeReadme(given, 'packages/x', RELEASE).split('\n')).toEqual([
      `[a](${FILES}LICENSE#c) [d](#e) [f](https://g)`,
      '![h](https://github.com/acme/understudy/raw/c0ffee/packages/x/i.svg)',
      '```md',
      '[j](k)',
      '```',
    ]);
  });
});
