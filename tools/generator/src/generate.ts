import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { addError } from './add-error.ts';
import { GeneratorError } from './errors.ts';
import { folderOf, LIKE_CORE, planPackage } from './plan-package.ts';
import type { ErrorRequest, PackageRequest, Request, Workspace } from './types.ts';

/** The folders that packages live in. */
const HOMES = ['packages', 'apps', 'tools'] as const;

/**
 * Does what was asked for, or nothing: whatever can be refused is refused before a file is written, and a
 * package that the workspace can't take in is removed again.
 * @returns the paths that were written, from the root of the workspace
 * @throws GeneratorError
 */
export async function generate(request: Request, workspace: Workspace): Promise<readonly string[]> {
  if (
    !existsSync(join(workspace.root, 'nx.json')) ||
    !existsSync(join(workspace.root, 'packages/core/package.json'))
  ) {
    throw new GeneratorError('UND_GENERATOR_WORKSPACE_INVALID', {
      what: `${workspace.root} has no nx.json, or no packages/core.`,
    });
  }
  return request.kind === 'package' ? makePackage(request, workspace) : extendCatalogue(request, workspace);
}

async function makePackage(request: PackageRequest, workspace: Workspace): Promise<readonly string[]> {
  const there = [folderOf(request), ...HOMES.map((home) => `${home}/${request.name}`)].find((folder) =>
    existsSync(join(workspace.root, folder)),
  );
  if (there !== undefined) {
    throw new GeneratorError('UND_GENERATOR_PACKAGE_EXISTS', {
      what: `There is ${there}.`,
      details: { folder: there },
    });
  }
  const read = (path: string) => readFile(join(workspace.root, 'packages/core', path), 'utf8');
  const { version } = JSON.parse(await read('package.json')) as { version: string };
  const configurations = new Map<string, string>();
  for (const name of LIKE_CORE) configurations.set(name, await read(name));
  const files = planPackage(request, { files: configurations, version });

  const folder = join(workspace.root, folderOf(request));
  try {
    for (const [path, text] of files) await writeFormatted(join(workspace.root, path), text);
    await workspace.register();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof GeneratorError) throw error;
    throw new GeneratorError('UND_GENERATOR_REGISTRATION_FAILED', {
      what: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
  return [...files.keys()];
}

async function extendCatalogue(request: ErrorRequest, workspace: Workspace): Promise<readonly string[]> {
  const home = HOMES.find((folder) =>
    existsSync(join(workspace.root, folder, request.name, 'src/errors.ts')),
  );
  if (home === undefined) {
    throw new GeneratorError('UND_GENERATOR_PACKAGE_UNKNOWN', {
      what: `No package "${request.name}" has a src/errors.ts.`,
    });
  }
  const paths = [`${home}/${request.name}/src/errors.ts`, `${home}/${request.name}/src/index.ts`] as const;
  const read = (path: string) => readFile(join(workspace.root, path), 'utf8');
  const { errors, index } = addError(request, { errors: await read(paths[0]), index: await read(paths[1]) });
  await writeFormatted(join(workspace.root, paths[0]), errors);
  await writeFormatted(join(workspace.root, paths[1]), index);
  return paths;
}

/** Writes a file as Prettier would leave it, in one step, so that no reader sees half of it. */
async function writeFormatted(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const formatted = await format(text, { ...(await resolveConfig(path)), filepath: path });
  await writeFile(`${path}.new`, formatted);
  await rename(`${path}.new`, path);
}
