import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

const FOLDERS = ['versions', 'route', 'route-store', 'links', 'moves', 'replicator', 'failover-client'];

/** A real region, or a separate program, takes longer to start than all that is asked of it here. */
const NEEDS_A_MACHINE = /@understudy\/sandbox|node:child_process/;

/** Test files of the protocol's packages that need no region and no process: whole paths, sorted. */
export async function listUnitTests(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of FOLDERS) {
    const folder = join(ROOT, 'packages', name, 'src');
    for (const file of await readdir(folder, { recursive: true })) {
      if (!file.endsWith('.test.ts') || file.endsWith('.accept.test.ts')) continue;
      const path = join(folder, file);
      if (!(await needsAMachine(path, new Set()))) found.push(path);
    }
  }
  return found.sort();
}

/** Itself, or a file that it imports by its path. */
async function needsAMachine(path: string, seen: Set<string>): Promise<boolean> {
  if (seen.has(path)) return false;
  seen.add(path);
  const text = await readFile(path, 'utf8');
  if (NEEDS_A_MACHINE.test(text)) return true;
  for (const [, imported = ''] of text.matchAll(/from '(\.[^']*test-support[^']*)'/g))
    if (await needsAMachine(join(dirname(path), imported), seen)) return true;
  return false;
}
