import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { ROOT } from './root.ts';

/** knip ends with 1 where it finds something; what it prints names it. */
const knip = async () => {
  const run = promisify(execFile);
  const found = run(process.execPath, ['node_modules/knip/bin/knip.js', '--no-progress'], { cwd: ROOT });
  return found.then(
    ({ stdout }) => stdout.trim(),
    (error: { readonly stdout?: string }) => error.stdout ?? String(error),
  );
};

it('no file, export or dependency is unused', async () => {
  expect(await knip()).toBe('');
});
