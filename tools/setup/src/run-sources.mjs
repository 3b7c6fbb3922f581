import { ROOT, thisMachine } from './machine.mjs';
import { prepare } from './prepare.mjs';
import { runChild } from './run-child.mjs';

/**
 * Sets the machine up for a command, then runs a TypeScript file of the checkout from its sources.
 * @param {string} command `start` or `bench`
 * @param {string} file the file, from the root of the checkout
 * @param {readonly string[]} args handed to it as they are
 * @param {object} [options]
 * @param {() => Promise<number>} [options.before] runs first, once the machine is set up; the file does not run where it fails
 * @returns {Promise<number>} the exit code
 */
export async function runSources(command, file, args, { before = async () => 0 } = {}) {
  if (!(await prepare(command, thisMachine()))) return 1;
  const code = await before();
  if (code !== 0) return code;
  return runChild(process.execPath, ['--import', 'tsx', '-C', '@understudy/source', file, ...args], {
    cwd: ROOT,
  });
}
