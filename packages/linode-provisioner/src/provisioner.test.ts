import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { isSettled, printPlan } from './print-plan.ts';
import { appPool } from './test-support/app-pool.ts';
import { provisionerOf, QUICK } from './test-support/provisioner-of.ts';
import type { LinodeInstance } from './types.ts';

let cloud: LinodeCloud;

beforeAll(async () => {
  cloud = await startLinodeCloud({ account: { domains: ['example.org'] } });
});

afterAll(() => cloud.stop());

async function ask(label: string): Promise<{ pid: number; says: string }> {
  const answer = await fetch(`http://${cloud.instance(label).address}:8001/`);
  return (await answer.json()) as { pid: number; says: string };
}

const labels = () => cloud.instances.map(({ label }) => label).sort();

/** What the balancer received. */
const told: string[] = [];
const hooks = {
  joined: async (_pool: string, { label }: LinodeInstance) => {
    told.push(`+${label}`);
  },
  leaving: async (_pool: string, { label }: LinodeInstance) => {
    told.push(`-${label}`);
  },
};
const dns = { domain: 'example.org', name: 'api', ttlSec: 30 };
const pool = appPool('good morning', { count: 2, dns, fallbackRegions: ['nl-ams'] });
const provisioner = () => provisionerOf(cloud, 'shop', [pool], { hooks });

describe('a pool with an app', () => {
  it('is planned with its price, made, and served from', async () => {
    const before = await provisioner().plan();
    expect(printPlan(before)).toBe(`pool api: g6-nanode-1 in de-fra-2, $0.00 → $10.00 a month
  + shop-api-1-g1 in de-fra-2 (missing)
  + shop-api-2-g1 in de-fra-2 (missing)
shop: to change, $0.00 → $10.00 a month
`);
    const [report] = await provisioner().apply();
    expect(report?.instances.map(({ label }) => label)).toEqual(['shop-api-1-g1', 'shop-api-2-g1']);
    expect(labels()).toEqual(['shop-api-1-g1', 'shop-api-2-g1']);
    expect(await ask('shop-api-1-g1')).toMatchObject({ says: 'good morning' });
    expect(told.sort()).toEqual(['+shop-api-1-g1', '+shop-api-2-g1']);
    expect(isSettled(await provisioner().plan())).toBe(true);
    expect(await provisioner().ensure('api')).toMatchObject({ changes: 0 });
    expect((await provisioner().observe('api')).map(({ healthy, place }) => [healthy, place.slot])).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });

  it('is rolled when its declaration changes: each new one serves before the old one leaves', async () => {
    told.length = 0;
    const changed = appPool('good evening', { count: 2, fallbackRegions: ['nl-ams'] });
    await provisionerOf(cloud, 'shop', [changed], { hooks }).ensure('api');
    expect(labels()).toEqual(['shop-api-1-g2', 'shop-api-2-g2']);
    expect(await ask('shop-api-2-g2')).toMatchObject({ says: 'good evening' });
    expect([...new Set(told)]).toEqual([
      '+shop-api-1-g2',
      '-shop-api-1-g1',
      '+shop-api-2-g2',
      '-shop-api-2-g1',
    ]);
  });

  it('keeps those that serve where their successors do not come', async () => {
    const { deploy, ...rest } = appPool('good evening', {
      count: 2,
      health: { port: 8001, path: '/healthz', limitMs: 500 },
    });
    const broken = { ...rest, deploy: { ...deploy, run: ['false'] } };
    const options = { ...QUICK, attempts: 1 };
    await expect(provisionerOf(cloud, 'shop', [broken], { options }).ensure('api')).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_INSTANCE_FAILED',
    });
    expect(labels()).toEqual(['shop-api-1-g2', 'shop-api-2-g2']);
    expect(await ask('shop-api-1-g2')).toMatchObject({ says: 'good evening' });
  });

  it('is scaled and swept', async () => {
    const more = appPool('good evening', { count: 3, fallbackRegions: ['nl-ams'] });
    await provisioner().ensure(more);
    expect(labels()).toEqual(['shop-api-1-g2', 'shop-api-2-g2', 'shop-api-3-g1']);
    told.length = 0;
    const less = appPool('good evening', { count: 1, fallbackRegions: ['nl-ams'] });
    await provisioner().ensure(less);
    expect(labels()).toEqual(['shop-api-1-g2']);
    expect(told.filter((line) => line.startsWith('-')).sort()).toEqual(['-shop-api-2-g2', '-shop-api-3-g1']);
    const gone = provisionerOf(cloud, 'shop', [], { hooks });
    expect(printPlan(await gone.plan())).toContain('- shop-api-1-g2 in de-fra-2 (orphan)');
    expect(await gone.sweep()).toEqual(['shop-api-1-g2']);
    expect(labels()).toEqual([]);
  });
});

describe('an instance with an app', () => {
  it('has an instance replaced, in another region too, rebooted, rebuilt, and its service restarted', async () => {
    const one = appPool('good night', { count: 1, fallbackRegions: ['nl-ams'] });
    const repairer = provisionerOf(cloud, 'shop', [one], { hooks });
    await repairer.apply();
    const first = await ask('shop-api-1-g1');
    await repairer.restartService('shop-api-1-g1');
    const second = await ask('shop-api-1-g1');
    expect(second.pid).not.toBe(first.pid);
    await repairer.reboot('shop-api-1-g1');
    expect((await ask('shop-api-1-g1')).pid).not.toBe(second.pid);
    told.length = 0;
    const third = await ask('shop-api-1-g1');
    expect(await repairer.rejoin('shop-api-1-g1')).toMatchObject({ label: 'shop-api-1-g1' });
    expect(told).toEqual(['+shop-api-1-g1']);
    expect((await ask('shop-api-1-g1')).pid).toBe(third.pid);
    const { address } = cloud.instance('shop-api-1-g1');
    writeFileSync(join(cloud.instance('shop-api-1-g1').directory, 'opt/app/sick'), '');
    await repairer.rebuild('shop-api-1-g1');
    expect((await repairer.observe())[0]).toMatchObject({ healthy: true, addresses: [address] });

    told.length = 0;
    const moved = await repairer.replace('shop-api-1-g1', { region: 'nl-ams' });
    expect(moved).toMatchObject({ label: 'shop-api-1-g2', region: 'nl-ams' });
    expect(told).toEqual(['+shop-api-1-g2', '-shop-api-1-g1']);
    expect(labels()).toEqual(['shop-api-1-g2']);
    await expect(repairer.replace('shop-api-1-g2', { region: 'us-east' })).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_REGION_UNDECLARED',
    });
    await expect(repairer.reboot('shop-api-9-g1')).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN',
    });
    const stats = await repairer.stats('shop-api-1-g2');
    expect(stats[0]).toMatchObject({ name: 'cpu', unit: 'percent', points: [{ value: expect.any(Number) }] });
  });

  it('gets a new instance for one that does not serve any more', async () => {
    const one = appPool('good night', {
      count: 1,
      fallbackRegions: ['nl-ams'],
      health: { port: 8001, path: '/healthz', limitMs: 1_500 },
    });
    const [before] = labels();
    writeFileSync(join(cloud.instance(before ?? '').directory, 'opt/app/sick'), '');
    const { instances } = await provisionerOf(cloud, 'shop', [one]).ensure('api');
    expect(instances.map(({ label }) => label)).toEqual(['shop-api-1-g3']);
    await cloud.instance('shop-api-1-g3').crash();
    const booted = await provisionerOf(cloud, 'shop', [one]).ensure('api');
    expect(booted.instances.map(({ label }) => label)).toEqual(['shop-api-1-g3']);
    cloud.instance('shop-api-1-g3').hang();
    const again = await provisionerOf(cloud, 'shop', [one]).ensure('api');
    expect(again.instances.map(({ label }) => label)).toEqual(['shop-api-1-g4']);
    expect(labels()).toEqual(['shop-api-1-g4']);
  });
});
