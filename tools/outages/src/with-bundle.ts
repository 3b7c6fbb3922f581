import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSource } from '@understudy/simulation';

const PLAYER = fileURLToPath(new URL('../src/player-process.ts', import.meta.url));
/** Inside the workspace, so that what a bundle imports from outside it is found. */
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/**
 * Makes one file of JavaScript of the process that plays seeds, for as long as `action` takes: from sources, the same takes
 * several times as long.
 */
export async function withBundle<T>(action: (bundle: string) => Promise<T>): Promise<T> {
  await mkdir(DIST, { recursive: true });
  const folder = await mkdtemp(join(DIST, 'outages-'));
  try {
    const bundle = join(folder, 'play.mjs');
    await bundleSource(bundle, undefined, { entry: PLAYER });
    return await action(bundle);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
