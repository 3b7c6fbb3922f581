import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const APP = fileURLToPath(new URL('../..', import.meta.url));
const VITE = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');

/**
 * Builds the console as it is served, into a folder that `remove` deletes. In a separate process: Vite's native part takes no values of
 * Jest's realm.
 */
export async function buildSite(): Promise<{ readonly site: string; readonly remove: () => Promise<void> }> {
  const site = await mkdtemp(join(tmpdir(), 'understudy-console-'));
  const args = [VITE, 'build', '--outDir', site, '--emptyOutDir', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, args, { cwd: APP });
  return { site, remove: () => rm(site, { recursive: true, force: true }) };
}
