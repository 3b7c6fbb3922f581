import { KEEPER_VARIABLE } from './keeper/borrow-server.ts';
import type { LocalCloudOptions, RegionOptions, StartRegionOptions } from './options.ts';
import { openLocalCloud, openRegion } from './start-local-cloud.ts';
import type { LocalCloud, LocalRegion } from './types.ts';

/** The two hooks of a test runner, as Jest has them. */
export interface Hooks {
  readonly beforeAll: (action: () => Promise<void>, limitMs?: number) => void;
  readonly afterAll: (action: () => Promise<void>, limitMs?: number) => void;
}

const HOOK_LIMIT_MS = 60_000;

/** One local cloud for a whole test file: started before its first test, stopped after its last. */
export function withLocalCloud(hooks: Hooks, options: LocalCloudOptions): () => LocalCloud {
  return shared(hooks, () => startTestCloud(options));
}

/** A local cloud of a test that opens and stops it: as `startLocalCloud`, on the keeper's servers where there is one. */
export function startTestCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  return openLocalCloud(options, keeperFor(options));
}

/** One region for a whole test file: started before its first test, stopped after its last. */
export function withLocalRegion(
  hooks: Hooks,
  name = 'us-east-1',
  options: StartRegionOptions = {},
): () => LocalRegion {
  return shared(hooks, () => openRegion(name, options, keeperFor(options)));
}

/** A keeper's servers are as this package starts them by default; a test that names a setting starts others. */
function keeperFor({ storage, java, heapMb }: RegionOptions): string | undefined {
  const usual = storage === undefined && java === undefined && heapMb === undefined;
  return usual ? process.env[KEEPER_VARIABLE] : undefined;
}

function shared<T extends { stop(): Promise<void> }>(hooks: Hooks, start: () => Promise<T>): () => T {
  let started: T | undefined;
  hooks.beforeAll(async () => {
    started = await start();
  }, HOOK_LIMIT_MS);
  hooks.afterAll(async () => {
    await started?.stop();
    started = undefined;
  }, HOOK_LIMIT_MS);
  return () => {
    if (started !== undefined) return started;
    throw new Error('not started: use it inside tests and hooks, not while the file is read');
  };
}
