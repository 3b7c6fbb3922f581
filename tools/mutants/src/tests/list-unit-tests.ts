import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

const FOLDERS = ['versions', 'route', 'route-store', 'links', 'moves', 'replicator', 'failover-client'];

/** Test files of the protocol's packages: whole paths, sorted. Those that start programs are in neither. */
export interface ListedTests {
  /** They need no region and no process. */
  readonly quick: readonly string[];
  /** They need DynamoDB Local. */
  readonly inRegions: readonly string[];
}

const REGION = /@understudy\/sandbox/;
const PROGRAM = /node:child_process|\blaunch[A-Z]/;
/** The longest of their kind, and those that start promtool. */
const APART = /\.(?:accept|promtool)\.test\.ts$/;

export async function listUnitTests(): Promise<ListedTests> {
  const quick: string[] = [];
  const inRegions: string[] = [];
  for (const name of FOLDERS) {
    const folder = join(ROOT, 'packages', name, 'src');
    for (const file of await readdir(folder, { recursive: true })) {
      if (!file.endsWith('.test.ts') || APART.test(file)) continue;
      const path = join(folder, file);
      if (PROGRAM.test(await readFile(path, 'utf8'))) continue;
      ((await hasWord(path, REGION, new Set())) ? inRegions : quick).push(path);
    }
  }
  return { quick: quick.sort(), inRegions: inRegions.sort() };
}

/** Whether it, or a fixture that it imports by its path, has the word. */
async function hasWord(path: string, word: RegExp, seen: Set<string>): Promise<boolean> {
  if (seen.has(path)) return false;
  seen.add(path);
  const text = await readFile(path, 'utf8');
  if (word.test(text)) return true;
  for (const [, imported = ''] of text.matchAll(/from '(\.[^']*test-support[^']*)'/g))
    if (await hasWord(join(dirname(path), imported), word, seen)) return true;
  return false;
}
