import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Manifest, Project } from './types.ts';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Every file of the checkout that is there and that git does not ignore, new ones too, from the root, sorted.
 * @param root the root of a git work tree
 */
export async function listFiles(root: string = ROOT): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await promisify(execFile)('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(stdout.split('\0'))]
    .filter((file) => file !== '' && existsSync(join(root, file)))
    .sort();
}

/** The projects among the files: whatever has a manifest right under apps/, examples/, packages/ or tools/. */
export async function readProjects(
  files: readonly string[],
  root: string = ROOT,
): Promise<readonly Project[]> {
  const manifests = files.filter((file) =>
    /^(apps|examples|packages|tools)\/[^/]+\/package\.json$/.test(file),
  );
  return Promise.all(
    manifests.map(async (file) => ({
      folder: file.slice(0, -'/package.json'.length),
      manifest: JSON.parse(await readFile(join(root, file), 'utf8')) as Manifest,
    })),
  );
}
