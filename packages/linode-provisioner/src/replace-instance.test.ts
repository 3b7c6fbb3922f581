import { beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { Provisioner } from './provisioner.ts';
import { barePool } from './test-support/app-pool.ts';
import { QUICK } from './test-support/provisioner-of.ts';
import { MemoryLinode } from './testing/index.ts';

const DNS = { domain: 'example.org', name: 'api', ttlSec: 30 };

let cloud: MemoryLinode;
/** Instances whose app can not serve. */
let sick: Set<string>;

beforeEach(async () => {
  cloud = new MemoryLinode(systemClock());
  sick = new Set();
  await provisioner().apply();
});

function provisioner(type = 'g6-nanode-1', options = {}): Provisioner {
  const health = { port: 8001, path: '/healthz', limitMs: 20 };
  return new Provisioner({
    service: 'shop',
    pools: [barePool({ count: 2, type, fallbackRegions: ['nl-ams'], health, dns: DNS })],
    api: cloud,
    probe: async (url) => {
      const { hostname } = new URL(url);
      const found = cloud.instances.find(({ addresses }) => addresses[0] === hostname);
      return found?.status === 'running' && !sick.has(found.label);
    },
    options: { ...QUICK, ...options },
  });
}

const there = () => cloud.instances.map(({ label, region }) => `${label} ${region}`).sort();
const IN_PLACE = ['shop-api-1-g2 nl-ams', 'shop-api-2-g1 de-fra-2'];
const AWAY = { region: 'nl-ams' };

/** Another run's, which was ended before it removed the old one. */
async function replaceHalf(region: string, label = 'shop-api-1-g2'): Promise<void> {
  const [old] = cloud.instances;
  if (old === undefined) throw new Error('no such instance');
  const more = { image: old.image ?? '', userData: '', sshKeys: [] };
  await cloud.createInstance({ label, region, type: old.type, tags: old.tags, ...more });
}

describe('a replacement that is begun again', () => {
  it('is done where its successor is there: after it has ended, too, and by the label that is gone', async () => {
    const first = await provisioner().replace('shop-api-1-g1', AWAY);
    expect(there()).toEqual(IN_PLACE);
    expect(await provisioner().replace('shop-api-1-g1', AWAY)).toEqual(first);
    expect(await provisioner().replace('shop-api-1-g1')).toEqual(first);
    expect(there()).toEqual(IN_PLACE);
    expect(cloud.records.map(({ target }) => target).sort()).toEqual(
      cloud.instances.map(({ addresses }) => addresses[0]).sort(),
    );
  });

  it('takes the successor that was made, and removes what was before it', async () => {
    await replaceHalf('nl-ams');
    await provisioner().replace('shop-api-1-g1', AWAY);
    expect(there()).toEqual(IN_PLACE);
  });

  it('awaits that the old one is gone where it is being deleted', async () => {
    await replaceHalf('nl-ams');
    await cloud.deleteInstance(1);
    await provisioner().replace('shop-api-1-g1', AWAY);
    expect(there()).toEqual(IN_PLACE);
  });

  it('makes another one where the old one is being deleted and has no successor', async () => {
    await cloud.deleteInstance(1);
    await provisioner().replace('shop-api-1-g1', AWAY);
    expect(there()).toEqual(IN_PLACE);
  });

  it.each([
    ['does not come to serve', 'nl-ams', 'g6-nanode-1', () => sick.add('shop-api-1-g2')],
    ['is in another region than is wanted', 'de-fra-2', 'g6-nanode-1', () => sick],
    ['is not as declared any more', 'nl-ams', 'g6-standard-1', () => sick],
  ])('makes another one where its successor %s', async (_what, region, type, befalls) => {
    await replaceHalf(region);
    befalls();
    await provisioner(type).replace('shop-api-1-g1', AWAY);
    expect(there()).toEqual(['shop-api-1-g3 nl-ams', 'shop-api-2-g1 de-fra-2']);
    expect(cloud.instances.find(({ label }) => label === 'shop-api-1-g3')).toMatchObject({ type });
  });

  it('is begun again by the label of the successor', async () => {
    await provisioner().replace('shop-api-1-g1', AWAY);
    await provisioner().replace('shop-api-1-g2', { region: 'de-fra-2' });
    expect(there()).toEqual(['shop-api-1-g3 de-fra-2', 'shop-api-2-g1 de-fra-2']);
  });
});

describe('a label that never was there', () => {
  it.each([
    ['of a later generation', 'shop-api-1-g9'],
    ['of a slot that is empty', 'shop-api-3-g1'],
    ['of no pool', 'shop-web-1-g1'],
    ['of another service', 'toys-api-1-g1'],
    ['without an owner', 'postgres'],
  ])('is refused before anything is changed: %s', async (_what, label) => {
    const before = there();
    await expect(provisioner().replace(label)).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN',
    });
    expect(there()).toEqual(before);
  });
});
