import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PREFIX = 'understudy-workspace-';

/** What of the repository a workspace needs to lint, build and test packages as the repository does. */
const CONFIGURATION = [
  '.npmrc',
  '.prettierrc.json',
  'eslint.config.mjs',
  'eslint.import-rules.mjs',
  'jest.pace.mjs',
  'jest.preset.mjs',
  'jest.realm.mjs',
  'jest.reporter.mjs',
  'nx.json',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tools/setup/src/report-tasks.mjs',
];

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface TemporaryWorkspace {
  readonly root: string;
  /** Writes a file, with its folders. */
  write(path: string, text: string): Promise<void>;
  /** Makes a package of it known by its name, as `npm install` would. */
  link(packageName: string, folder: string): Promise<void>;
  /** Runs a program of node_modules/.bin in a folder of the workspace. */
  run(folder: string, program: string, ...args: readonly string[]): Promise<Ran>;
  remove(): Promise<void>;
}

/**
 * A separate workspace with the repository's configuration and installed packages, and no package of ours but
 * core and the folders named. It lies in the system's temporary folder under the process's number, so that what a
 * crashed run left there is found and removed by the next.
 */
export async function temporaryWorkspace(
  folders: readonly string[] = ['packages/core'],
): Promise<TemporaryWorkspace> {
  await removeAbandoned();
  const root = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const isSource = (path: string) =>
    !/\/(dist|node_modules|test-results)(\/|$)/.test(path.slice(ROOT.length));
  for (const path of [...CONFIGURATION, ...folders]) {
    await cp(join(ROOT, path), join(root, path), { recursive: true, filter: isSource });
  }
  await writeFile(
    join(root, 'tsconfig.json'),
    '{ "extends": "./tsconfig.base.json", "files": [], "references": [] }\n',
  );
  await linkInstalled(root);

  const workspace: TemporaryWorkspace = {
    root,
    write: async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    link: (packageName, folder) => symlink(join(root, folder), join(root, 'node_modules', packageName)),
    run: (folder, program, ...args) => run(root, folder, program, args),
    remove: () => rm(root, { recursive: true, force: true }),
  };
  for (const folder of folders)
    await workspace.link(`@understudy/${folder.slice(folder.lastIndexOf('/') + 1)}`, folder);
  return workspace;
}

/** The packages from the registries are the repository's; those of ours are not. */
async function linkInstalled(root: string): Promise<void> {
  await mkdir(join(root, 'node_modules/@understudy'), { recursive: true });
  const installed = join(ROOT, 'node_modules');
  for (const name of await readdir(installed)) {
    if (name !== '@understudy' && (name === '.bin' || !name.startsWith('.'))) {
      await symlink(join(installed, name), join(root, 'node_modules', name));
    }
  }
}

async function run(root: string, folder: string, program: string, args: readonly string[]): Promise<Ran> {
  // Nx and Jest configure what they run by their environment; a run inside of one must not inherit it.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NX_|JEST_|NODE_OPTIONS$)/.test(name));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    NX_DAEMON: 'false',
    NX_CACHE_DIRECTORY: join(root, '.nx/cache'),
    FORCE_COLOR: '0',
    CI: 'true',
  };
  const child = spawn(join(root, 'node_modules/.bin', program), args, {
    cwd: join(root, folder),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, output };
}

/** Removes the workspaces of processes that are no more. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : NaN;
    if (!Number.isNaN(pid) && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
