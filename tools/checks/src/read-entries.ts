import { join } from 'node:path';
import type { Project } from './types.ts';

/** The source of each import path of our packages: `@understudy/core` → `packages/core/src/index.ts`. */
export function readEntries(projects: readonly Project[]): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const { folder, manifest } of projects) {
    for (const [path, target] of Object.entries(manifest.exports ?? {})) {
      const source = (target as { '@understudy/source'?: string })['@understudy/source'];
      if (source !== undefined) entries.set(join(manifest.name, path), join(folder, source));
    }
  }
  return entries;
}
