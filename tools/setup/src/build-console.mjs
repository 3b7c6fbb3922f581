import { ROOT } from './machine.mjs';
import { runChild } from './run-child.mjs';

/**
 * Builds the web console's files from its sources, which takes about two seconds.
 * @returns {Promise<number>} the exit code; what went wrong was written to stderr
 */
export function buildConsole() {
  const words = ['run', '--silent', 'site', '-w', '@understudy/web', '--', '--logLevel', 'warn'];
  return runChild('npm', words, { cwd: ROOT, quiet: true });
}
