import { startRegion } from '../start-local-cloud.ts';

/**
 * A program that starts a region, tells what it has, and then lives, or dies in the way it was told:
 * `hold-region.ts STORAGE [throw|pause]`.
 */
const [storage = '', how] = process.argv.slice(2);
const region = await startRegion('us-east-1', { storage });
if (how === 'pause') region.pause();
process.stdout.write(`${JSON.stringify({ pid: region.pid })}\n`);
if (how === 'throw') {
  setTimeout(() => {
    throw new Error('uncaught');
  });
}
