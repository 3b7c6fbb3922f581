import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ErrorCatalogue } from '@understudy/core';
import { ROOT } from './read-workspace.ts';
import type { ListedCode, Project } from './types.ts';

/** Every code of every catalogue (`…_ERRORS`, exported by a project's src/errors.ts), by code. */
export async function readCatalogues(
  projects: readonly Project[],
  root: string = ROOT,
): Promise<readonly ListedCode[]> {
  const listed: ListedCode[] = [];
  for (const { folder, manifest } of projects) {
    const file = join(root, folder, 'src/errors.ts');
    if (!existsSync(file)) continue;
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, catalogue] of Object.entries(exported)) {
      if (!name.endsWith('_ERRORS')) continue;
      for (const [code, { meaning, remedy }] of Object.entries(catalogue as ErrorCatalogue)) {
        listed.push({ code, meaning, remedy, package: manifest.name });
      }
    }
  }
  return listed.sort((a, b) => (a.code < b.code ? -1 : 1));
}
