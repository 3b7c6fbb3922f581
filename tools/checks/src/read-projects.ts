import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import type { Manifest, Project } from './types.ts';

/** The projects among the files: every folder right under apps/, examples/, packages/ or tools/ that has a manifest. */
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
