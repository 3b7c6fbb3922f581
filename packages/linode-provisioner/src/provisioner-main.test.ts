import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { serviceTag } from './name-instance.ts';
import { appPool } from './test-support/pools.ts';
import { topologyText } from './test-support/topology-file.ts';

const MAIN = new URL('./provisioner-main.ts', import.meta.url).pathname;

let cloud: LinodeCloud;
let folder = '';

beforeAll(async () => {
  cloud = await startLinodeCloud();
  folder = mkdtempSync(join(tmpdir(), 'provisioner-'));
});

afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

function writeTopology(service: string, count: number): string {
  const file = join(folder, `${service}.yaml`);
  writeFileSync(file, topologyText(service, [appPool('good morning', { count })]));
  return file;
}

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', '-C', '@understudy/source', MAIN, ...args], {
    env: {
      PATH: process.env.PATH,
      LINODE_TOKEN: cloud.token,
      LINODE_URL: cloud.endpoint,
      UNDERSTUDY_LINODE_POLL_MS: '10',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, ended };
}

const labelsOf = (service: string) =>
  cloud.instances
    .filter(({ tags }) => tags.includes(serviceTag(service)))
    .map(({ label, status }) => `${label} ${status}`)
    .sort();

describe('understudy-linode', () => {
  it('plans, applies and shows, and its output has no secret', async () => {
    const file = writeTopology('shop', 1);
    const planned = await start([file, 'plan']).ended;
    expect(planned).toMatchObject({
      code: 0,
      output: expect.stringContaining('+ shop-api-1-g1 in de-fra-2 (missing)'),
    });
    const applied = await start([file, 'apply']).ended;
    expect(applied).toMatchObject({ code: 0, output: expect.stringContaining('"event":"pool.settled"') });
    expect(labelsOf('shop')).toEqual(['shop-api-1-g1 running']);
    const { output } = await start([file, 'status']).ended;
    expect(JSON.parse(output)).toMatchObject({ label: 'shop-api-1-g1', healthy: true });
    expect(cloud.passwords).toHaveLength(1);
    for (const hidden of [cloud.token, ...cloud.passwords])
      expect(planned.output + applied.output + output).not.toContain(hidden);
  });

  it('refuses what it can not do before it asks anybody', async () => {
    const calls: string[] = [];
    const unwatch = cloud.watch(({ path }) => calls.push(path));
    const file = writeTopology('refused', 1);
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'service: shop\npools: [{ name: api, count: lots }]\n');
    const outcomes = await Promise.all([
      start([file, 'plan'], { LINODE_TOKEN: '' }).ended,
      start([broken, 'apply']).ended,
    ]);
    unwatch();
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2]);
    expect(outcomes[0].output).toContain('UND_LINODE_PROVISIONER_TOKEN_MISSING');
    expect(outcomes[1].output).toContain('pools[0].count');
    expect(calls).toEqual([]);
  });

  // Every call is tried in crash.test.ts, where the end is pretended; here it is real, at the calls that change something.
  it.each([
    ['k1', 'POST /linode/instances', 1],
    ['k2', 'POST /linode/instances', 2],
    ['k3', 'GET /linode/instances', 3],
  ])(
    'killed with -9 (%s) at %s number %d and started again makes exactly what is declared',
    async (service, call, at) => {
      const file = writeTopology(service, 2);
      const first = start([file, 'apply']);
      let seen = 0;
      const unwatch = cloud.watch(({ method, path }) => {
        if (`${method} ${path}` !== call) return;
        seen += 1;
        if (seen === at) first.child.kill('SIGKILL');
      });
      await first.ended;
      unwatch();
      expect(first.child.signalCode).toBe('SIGKILL');
      expect(await start([file, 'apply']).ended).toMatchObject({ code: 0 });
      expect(labelsOf(service)).toEqual([`${service}-api-1-g1 running`, `${service}-api-2-g1 running`]);
    },
  );
});
