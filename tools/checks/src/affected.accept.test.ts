import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryWorkspace, type TemporaryWorkspace } from '@understudy/generator/testing';
import ts from 'typescript';
import { listFiles } from './list-files.ts';
import { readProjects } from './read-projects.ts';
import { ROOT } from './root.ts';
import type { Project } from './types.ts';

const SLOW_MS = 300_000;
/** Its tests read every source and document, so every change is its own. */
const READS_ALL = '@understudy/checks';

let temporary: TemporaryWorkspace;
let projects: readonly Project[];
/** Whom each project needs, of ours and of others: as its manifest and its imports say, without a look at Nx. */
let needs: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  const files = await listFiles();
  projects = await readProjects(files);
  needs = await readNeeds(files, projects);
  temporary = await temporaryWorkspace(projects.map(({ folder }) => folder));
  await temporary.write('.gitignore', await readFile(join(ROOT, '.gitignore'), 'utf8'));
  await temporary.write('README.md', '# Understudy\n');
  await git('init', '--quiet', '--initial-branch=main');
  await commit('The workspace as it is');
}, SLOW_MS);

afterAll(() => temporary.remove(), SLOW_MS);

async function readNeeds(files: readonly string[], all: readonly Project[]) {
  const found = new Map<string, Set<string>>();
  for (const { folder, manifest } of all) {
    const own = new Set([
      ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies }),
      ...(manifest.nx?.implicitDependencies ?? []),
    ]);
    for (const file of files.filter((name) => name.startsWith(`${folder}/`) && /\.tsx?$/.test(name))) {
      const { importedFiles } = ts.preProcessFile(await readFile(join(ROOT, file), 'utf8'));
      for (const { fileName } of importedFiles)
        own.add(
          fileName
            .split('/')
            .slice(0, fileName.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
    own.delete(manifest.name);
    found.set(manifest.name, own);
  }
  return found;
}

/** Everything that needs it, directly or through others; itself too, where it is a project. */
function dependentsOf(name: string): ReadonlySet<string> {
  const reached = new Set<string>(needs.has(name) ? [name] : []);
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [other, needed] of needs) {
      if (!needed.has(next) || reached.has(other)) continue;
      reached.add(other);
      open.push(other);
    }
  }
  return reached;
}

async function git(...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { stdout } = await promisify(execFile)('git', [...identity, ...args], { cwd: temporary.root, env });
  return stdout.trim();
}

async function commit(message: string): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--no-verify', `--message=${message}`);
}

/** Commits a change, and gives the range of it as Nx takes it. */
async function change(path: string, edit: (text: string) => string): Promise<readonly [string, string]> {
  const base = await git('rev-parse', 'HEAD');
  const before = await readFile(join(temporary.root, path), 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  await temporary.write(path, after);
  await commit(`A change of ${path}`);
  return [`--base=${base}`, `--head=${await git('rev-parse', 'HEAD')}`];
}

async function affectedBy(range: readonly string[]): Promise<readonly string[]> {
  const { code, output } = await temporary.run(
    '.',
    'nx',
    'show',
    'projects',
    '--affected',
    '--json',
    ...range,
  );
  expect([code, output]).toEqual([0, expect.stringContaining('[')]);
  return (JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as string[]).sort();
}

const sorted = (...names: readonly string[]) => [...new Set(names)].sort();

describe('what a change affects', () => {
  it(
    'in packages/versions: its dependents, which are built and tested, and nothing else',
    async () => {
      const range = await change('packages/versions/src/errors.ts', (text) => `${text}\n/* A change. */\n`);
      const expected = sorted(...dependentsOf('@understudy/versions'), READS_ALL);
      expect(expected).toContain('@understudy/replicator');
      expect(expected).not.toContain('@understudy/core');
      expect(expected).not.toContain('@understudy/topology');
      expect(await affectedBy(range)).toEqual(expected);

      const planned = await temporary.run(
        '.',
        'nx',
        'affected',
        '-t',
        'build',
        'test',
        '--graph=tasks.json',
        ...range,
      );
      expect(planned).toMatchObject({ code: 0 });
      const plan = JSON.parse(await readFile(join(temporary.root, 'tasks.json'), 'utf8')) as {
        tasks: { tasks: Record<string, { target: { project: string; target: string } }> };
      };
      const tasks = Object.values(plan.tasks.tasks).map(({ target }) => target);
      const projectsOf = (name: string) =>
        sorted(...tasks.filter(({ target }) => target === name).map(({ project }) => project));
      expect(projectsOf('test')).toEqual(expected);
      // What a build depends on is built before it, or comes from the cache if it has not changed.
      const isNeeded = (name: string) => expected.some((affected) => dependentsOf(name).has(affected));
      expect(projectsOf('build').filter((name) => !expected.includes(name) && !isNeeded(name))).toEqual([]);
      expect(projectsOf('build')).toEqual(
        expect.arrayContaining(['@understudy/versions', '@understudy/replicator']),
      );
    },
    SLOW_MS,
  );

  it(
    'in a document: what reads documents',
    async () => {
      const range = await change('README.md', (text) => `${text}\nA word more.\n`);
      expect(await affectedBy(range)).toEqual([READS_ALL]);
    },
    SLOW_MS,
  );

  it(
    'in the lock file: what needs the package that moved',
    async () => {
      const range = await change('package-lock.json', (text) => {
        const lock = JSON.parse(text) as { packages: Record<string, { version: string }> };
        const moved = lock.packages['node_modules/yaml'];
        if (moved !== undefined)
          lock.packages['node_modules/yaml'] = { ...moved, version: `${moved.version}-next.1` };
        return JSON.stringify(lock, undefined, 2);
      });
      const expected = sorted(...dependentsOf('yaml'), READS_ALL);
      expect(expected).toContain('@understudy/topology');
      expect(expected.length).toBeLessThan(projects.length);
      expect(await affectedBy(range)).toEqual(expected);
    },
    SLOW_MS,
  );
});

describe('a change that is not committed', () => {
  it(
    'counts, and so does a file that git does not know (fault N8)',
    async () => {
      const base = await git('rev-parse', 'HEAD');
      await temporary.write('packages/haproxy-config/src/untracked.ts', '/* New. */\n');
      const topology = 'packages/topology/src/errors.ts';
      const text = await readFile(join(temporary.root, topology), 'utf8');
      await temporary.write(topology, `${text}\n/* A change. */\n`);
      const expected = sorted(
        ...dependentsOf('@understudy/topology'),
        ...dependentsOf('@understudy/haproxy-config'),
        READS_ALL,
      );
      expect(await affectedBy([`--base=${base}`])).toEqual(expected);
      await commit('What was not committed');
    },
    SLOW_MS,
  );
});
