import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import type { PoolSpec } from '@understudy/topology';
import { appPool } from './test-support/app-pool.ts';
import { provisionerOf, QUICK } from './test-support/provisioner-of.ts';

let cloud: LinodeCloud;
let server: Server;
let archive: Buffer;

beforeAll(async () => {
  cloud = await startLinodeCloud();
  const folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  writeFileSync(join(folder, 'app.cjs'), appPool().deploy.files[0]?.content ?? '');
  spawnSync('tar', ['-czf', join(folder, 'app.tar.gz'), '-C', folder, 'app.cjs']);
  archive = readFileSync(join(folder, 'app.tar.gz'));
  rmSync(folder, { recursive: true });
  server = createServer((_request, response) => response.end(archive)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  await cloud.stop();
  server.closeAllConnections();
  server.close();
});

function poolFrom(sha256: string): PoolSpec {
  const { deploy, ...pool } = appPool('fetched', {
    count: 1,
    health: { port: 8001, path: '/healthz', limitMs: 1_000 },
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app.tar.gz`;
  return {
    ...pool,
    deploy: { ...deploy, files: [], artifact: { url, sha256, to: '/opt/app', unpack: 'tar' } },
  };
}

it('an artifact is fetched, checked, unpacked and served; another one than was meant is not', async () => {
  const sum = createHash('sha256').update(archive).digest('hex');
  const provisioner = provisionerOf(cloud, 'shop', [{ ...poolFrom(sum), health: appPool().health }]);
  const { instances } = await provisioner.ensure('api');
  const answer = await fetch(`http://${instances[0]?.addresses[0] ?? ''}:8001/`);
  expect(await answer.json()).toMatchObject({ says: 'fetched' });

  const wrong = provisionerOf(cloud, 'wrong', [poolFrom('0'.repeat(64))], {
    options: { ...QUICK, attempts: 1 },
  });
  await expect(wrong.ensure('api')).rejects.toMatchObject({
    code: 'UND_LINODE_PROVISIONER_INSTANCE_FAILED',
    message: expect.stringContaining('does not answer 200'),
  });
  // One that was made in vain does not stay.
  expect(cloud.instances.map(({ label }) => label)).toEqual(['shop-api-1-g1']);
});
