import { readdir } from 'node:fs/promises';
import { ROOT } from './root.ts';

/** Folders that the protocol rests on, and what of them does not. */
const FOLDERS: readonly { readonly folder: string; readonly only?: RegExp }[] = [
  { folder: 'packages/route/src' },
  { folder: 'packages/route-store/src', only: /^(?:route-lease|renew-view)\.ts$/ },
  { folder: 'packages/route-store/src/stores' },
  {
    folder: 'packages/versions/src',
    only: /stamp|fence|tombstone|absent|judge-refusal|encode-version|with-additions|split-batch|require-copy/,
  },
  { folder: 'packages/moves/src' },
  { folder: 'packages/replicator/src/classify' },
  { folder: 'packages/replicator/src/apply' },
  { folder: 'packages/replicator/src/leadership' },
  {
    folder: 'packages/failover-client/src',
    only: /write|batch|transaction|tombstone|repeatable|attempt|decide-next|absent|engine\.ts/,
  },
];

/** Files that hold no decision: texts, settings, shapes. */
const BARE = /(?:\.test|^errors|^metrics|^options|^types|^index|^describe-.*|^report-.*)\.ts$/;

/** The files whose mutants are hunted, from the root of the repository, folder by folder. */
export async function listTargets(): Promise<readonly string[]> {
  const found = await Promise.all(
    FOLDERS.map(async ({ folder, only }) => {
      const names = await readdir(ROOT + folder);
      return names
        .filter((name) => name.endsWith('.ts') && !BARE.test(name) && (only?.test(name) ?? true))
        .sort()
        .map((name) => `${folder}/${name}`);
    }),
  );
  return found.flat();
}
