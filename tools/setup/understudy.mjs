#!/usr/bin/env node
/**
 * `npx understudy` in a checkout: runs the sources of apps/cli in the folder where it is called. It installs nothing.
 * A program that is installed runs its build instead (apps/cli/package.json).
 */
import { join } from 'node:path';
import { SetupError } from './src/errors.mjs';
import { ROOT } from './src/machine.mjs';
import { runChild } from './src/run-child.mjs';
import { runCoded } from './src/run-coded.mjs';

/** @throws SetupError `UND_SETUP_NOT_INSTALLED` */
function findTsx() {
  try {
    return import.meta.resolve('tsx');
  } catch (cause) {
    throw new SetupError('UND_SETUP_NOT_INSTALLED', { what: `${ROOT} has no tsx in node_modules.`, cause });
  }
}

await runCoded(() => {
  const main = join(ROOT, 'apps/cli/src/main.ts');
  const words = ['--import', findTsx(), '-C', '@understudy/source', main, ...process.argv.slice(2)];
  return runChild(process.execPath, words);
});
