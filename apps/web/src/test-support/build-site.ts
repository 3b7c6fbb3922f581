import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const APP = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the console as it is served, into a folder that `remove` deletes. */
export async function buildSite(): Promise<{ readonly site: string; readonly remove: () => Promise<void> }> {
  const site = await mkdtemp(join(tmpdir(), 'understudy-console-'));
  await build({
    configFile: join(APP, 'vite.config.mjs'),
    logLevel: 'warn',
    build: { outDir: site, emptyOutDir: true },
  });
  return { site, remove: () => rm(site, { recursive: true, force: true }) };
}
