import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT_CODES, type ErrorCatalogue } from '@understudy/core';
import { ROOT } from './root.ts';
import type { ListedCode, Project } from './types.ts';

/**
 * Every code of every catalogue (`…_ERRORS`, exported by a project's src/errors.ts; src/errors.mjs where it runs before
 * anything is installed), by code.
 */
export async function readCatalogues(
  projects: readonly Project[],
  root: string = ROOT,
): Promise<readonly ListedCode[]> {
  const listed: ListedCode[] = [];
  for (const { folder, manifest } of projects) {
    const file = ['src/errors.ts', 'src/errors.mjs']
      .map((name) => join(root, folder, name))
      .find((path) => existsSync(path));
    if (file === undefined) continue;
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, catalogue] of Object.entries(exported)) {
      if (!name.endsWith('_ERRORS')) continue;
      for (const [code, entry] of Object.entries(catalogue as ErrorCatalogue)) {
        const { meaning, remedy, exit = 'unexpected' } = entry;
        listed.push({ code, meaning, remedy, exit: EXIT_CODES[exit], package: manifest.name });
      }
    }
  }
  return listed.sort((a, b) => (a.code < b.code ? -1 : 1));
}
