import { openWorkspace } from '../process/open-workspace.ts';
import { startRegion } from '../start-local-cloud.ts';

/**
 * A program that starts something, tells its process number, and then lives on, or dies in the given way:
 * `hold-region.ts STORAGE live|throw|paused-region`. What is started is a mere `sleep`, but for the last.
 */
const [storage = '', how] = process.argv.slice(2);

async function start(): Promise<number> {
  if (how === 'paused-region') {
    const region = await startRegion('us-east-1', { storage });
    region.pause();
    return region.pid;
  }
  const workspace = await openWorkspace(storage);
  const started = await workspace.launch({ command: 'sleep', args: ['60'], cwd: storage, env: process.env });
  return started.pid;
}

const pid = await start();
process.stdout.write(`${JSON.stringify({ pid })}\n`);
setTimeout(() => {
  if (how === 'throw') throw new Error('uncaught');
}, 20);
setInterval(() => undefined, 60_000);
