import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const PROGRAM = `
import { firstRoute } from '@understudy/route';
import { MemoryRouteStore, RouteLease } from '@understudy/route-store';
const limits = { leaseMs: 9_000, drift: 0.01, controlTimeoutMs: 1_500 };
const route = firstRoute({ regions: ['us-east-1', 'eu-central-1'], writer: 'us-east-1', atMs: Date.now() });
const lease = new RouteLease({ store: new MemoryRouteStore(route), limits });
lease.start();
const { snapshot } = await lease.refresh();
process.stdout.write(String(snapshot.route.epoch));
`;

describe('a process that holds a lease', () => {
  it('exits when it has nothing else to do', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '-C', '@understudy/source', '--input-type=module', '--eval', PROGRAM],
      { cwd: fileURLToPath(new URL('.', import.meta.url)), timeout: 50_000 },
    );
    expect(stdout.trim()).toBe('1');
  });
});
