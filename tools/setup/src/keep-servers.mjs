import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './machine.mjs';

/** As built: a run of all tests has built everything by then. */
const KEEPER = 'packages/sandbox/dist/keeper/main.js';

/**
 * Keeps servers of DynamoDB Local running for the tests of all projects, which otherwise start one for each region of each
 * test file (packages/sandbox/src/keeper).
 * @returns {Promise<{ env: Record<string, string>, close: () => Promise<void> }>} what tells tests of the keeper; nothing
 *   where it does not start: they start servers themselves then
 */
export async function keepServers() {
  const child = spawn(process.execPath, [KEEPER], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  child.stdin.on('error', () => undefined);
  const { value: path } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return {
    env: path === undefined ? {} : { UNDERSTUDY_SERVER_KEEPER: path },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
