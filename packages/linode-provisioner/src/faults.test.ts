import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { systemClock } from '@understudy/core';
import { RecordingTelemetry } from '@understudy/core/testing';
import { startLinodeCloud, type LinodeCloud, type LinodeFault } from '@understudy/sandbox';
import { linodeClient } from './adapters/linode-client.ts';
import { serviceTag } from './instance-tags.ts';
import { printPlan } from './print-plan.ts';
import { barePool } from './test-support/app-pool.ts';
import { clientOf, provisionerOf, QUICK, runningProbe } from './test-support/provisioner-of.ts';

let cloud: LinodeCloud;

beforeAll(async () => {
  cloud = await startLinodeCloud({
    account: {
      firewalls: ['web'],
      vpcs: [
        { label: 'shop', region: 'de-fra-2', subnets: ['app'] },
        { label: 'shop-nl-ams', region: 'nl-ams', subnets: ['app'] },
      ],
      placementGroups: [{ label: 'spread', region: 'de-fra-2' }],
      domains: ['example.org'],
    },
  });
});

afterEach(() => cloud.faults.liftAll());
afterAll(() => cloud.stop());

const CREATE = ['POST /linode/instances'];

const labelsOf = (service: string) =>
  cloud.instances.filter(({ tags }) => tags.includes(serviceTag(service))).map(({ label }) => label);

const bare = (service: string, more: Parameters<typeof barePool>[0] = {}) =>
  provisionerOf(cloud, service, [barePool({ count: 2, ...more })], { probe: runningProbe(cloud) });

describe('an API that fails', () => {
  it.each<[string, LinodeFault]>([
    ['limits calls', { kind: 'error', status: 429, headers: { 'Retry-After': '0' }, times: 3 }],
    ['is busy', { kind: 'error', status: 400, reason: 'Linode busy.', times: 2 }],
    ['answers 400 with HTML', { kind: 'error', status: 400, body: 'html', times: 2 }],
    ['answers 500', { kind: 'error', status: 500, times: 2 }],
    ['answers 502 with HTML', { kind: 'error', status: 502, body: 'html', times: 2 }],
    ['answers 503', { kind: 'error', status: 503, times: 2 }],
    ['resets connections', { kind: 'reset', times: 2 }],
    ['loses the answer of a create', { kind: 'reset', when: 'after', calls: CREATE, times: 1 }],
    [
      'says 500 to a create that it carried out',
      { kind: 'error', status: 500, when: 'after', calls: CREATE, times: 2 },
    ],
    [
      'says 502 to a create that never came',
      { kind: 'error', status: 502, body: 'html', calls: CREATE, times: 1 },
    ],
    ['leaves an instance stuck', { kind: 'stuck-provisioning', times: 1 }],
    ['fails at a boot', { kind: 'boot-failure', times: 1 }],
    ['fails at an instance every time it boots', { kind: 'boot-failure', times: 3 }],
  ])('%s makes no instance too many or too few', async (what, fault) => {
    const service = what.replaceAll(' ', '-').toLowerCase().slice(0, 26).replace(/-$/, '');
    const active = cloud.faults.add(fault);
    const provisioner = provisionerOf(cloud, service, [barePool({ count: 2 })], {
      probe: runningProbe(cloud),
      options: { ...QUICK, runLimitMs: 600 },
    });
    const { instances } = await provisioner.ensure('api');
    expect(active.hits).toBeGreaterThan(0);
    expect(instances.map(({ label }) => label).sort()).toEqual(labelsOf(service).sort());
    expect(labelsOf(service)).toHaveLength(2);
  });
});

describe('an API that refuses', () => {
  it('is not asked again what it refuses for good', async () => {
    cloud.faults.add({ kind: 'error', status: 400, reason: 'Account limit reached', calls: CREATE });
    const calls: string[] = [];
    const unwatch = cloud.watch(({ method, path }) => calls.push(`${method} ${path}`));
    await expect(bare('limited', { count: 1 }).ensure('api')).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_CALL_REFUSED',
      message: expect.stringContaining('Account limit reached'),
    });
    unwatch();
    expect(calls.filter((call) => call === CREATE[0])).toHaveLength(1);
    expect(labelsOf('limited')).toEqual([]);
  });

  it('waits for the window that a limit names, and not without end', async () => {
    const limited = await startLinodeCloud({ rates: { create: { calls: 1, perMs: 1_000 } } });
    try {
      const clock = systemClock();
      const startedMs = clock.monotonicMs();
      const pool = barePool({ count: 2 });
      await provisionerOf(limited, 'slow', [pool], { probe: runningProbe(limited) }).ensure('api');
      expect(limited.instances).toHaveLength(2);
      expect(clock.monotonicMs() - startedMs).toBeGreaterThan(400);
    } finally {
      await limited.stop();
    }
  });

  it('leaves a foreign instance alone, whatever its label', async () => {
    await clientOf(cloud).createInstance({
      label: 'taken-api-1-g1',
      region: 'de-fra-2',
      type: 'g6-nanode-1',
      image: 'linode/debian12',
      tags: ['mine'],
      userData: '',
      sshKeys: ['ssh-ed25519 AAAA'],
    });
    await expect(bare('taken', { count: 1 }).ensure('api')).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_CALL_REFUSED',
      details: { label: 'taken-api-1-g1' },
    });
    expect(cloud.instance('taken-api-1-g1').tags).toEqual(['mine']);
  });
});

describe('regions', () => {
  it('with an outage are passed over, and the plan says so', async () => {
    cloud.faults.add({ kind: 'region-outage', region: 'de-fra-2' });
    const provisioner = bare('outage', { count: 1, fallbackRegions: ['nl-ams'] });
    expect(printPlan(await provisioner.plan())).toContain('! de-fra-2 is passed over: it has an outage');
    expect((await provisioner.ensure('api')).instances).toMatchObject([{ region: 'nl-ams' }]);
    await cloud.faults.liftAll();
    // It is where the pool may be, and stays there.
    expect(await provisioner.ensure('api')).toMatchObject({ changes: 0 });
  });

  it('that fail while an instance is awaited there lose it to the next one', async () => {
    let out = false;
    const unwatch = cloud.watch(({ method, path }) => {
      if (out || `${method} ${path}` !== CREATE[0]) return;
      out = true;
      // The call itself is still taken; nothing that runs there is heard of again.
      setImmediate(() => cloud.faults.add({ kind: 'region-outage', region: 'de-fra-2' }));
    });
    const pool = barePool({
      count: 1,
      fallbackRegions: ['nl-ams'],
      health: { port: 8001, path: '/healthz', limitMs: 200 },
    });
    const inRegion = runningProbe(cloud);
    const provisioner = provisionerOf(cloud, 'moving', [pool], {
      probe: async (url, signal) => {
        const { hostname } = new URL(url);
        const there = cloud.instances.find(({ address }) => address === hostname);
        return there?.region !== 'de-fra-2' && (await inRegion(url, signal));
      },
    });
    const { instances } = await provisioner.ensure('api');
    unwatch();
    expect(instances).toMatchObject([{ region: 'nl-ams', label: 'moving-api-1-g2' }]);
    expect(labelsOf('moving')).toEqual(['moving-api-1-g2']);
  });
});

describe('the regions of a pool', () => {
  it.each([
    ['the capability', { region: 'ap-west', network: { kind: 'vpc', label: 'shop' } }, 'has no VPCs'],
    ['the plan', { region: 'us-ord', type: 'g6-dedicated-2' }, 'has no g6-dedicated-2'],
    ['a name of Linode', { region: 'mars-1' }, 'is no region of Linode'],
    ['the VPC', { network: { kind: 'vpc', label: 'other' } }, 'has no VPC other'],
    ['the subnet', { network: { kind: 'vpc', label: 'shop', subnet: 'db' } }, 'has no subnet db'],
    ['the placement group', { region: 'nl-ams', placementGroup: 'spread' }, 'has no placement group spread'],
  ] as const)('without %s are refused before anything is made', async (_what, more, says) => {
    await expect(bare('nowhere', more).apply()).rejects.toMatchObject({
      code: 'UND_LINODE_PROVISIONER_NO_REGION',
      message: expect.stringContaining(says),
    });
    expect(labelsOf('nowhere')).toEqual([]);
  });

  it.each([
    ['TYPE_UNKNOWN', { type: 'g9-huge-1' }],
    ['IMAGE_UNFIT', { image: 'linode/windows' }],
    ['IMAGE_UNFIT', { image: 'linode/slackware15.0', deploy: { packages: ['tmux'], files: [], run: [] } }],
    ['FIREWALL_MISSING', { firewall: 'none' }],
    ['DOMAIN_MISSING', { dns: { domain: 'example.net', name: '', ttlSec: 30 } }],
    [
      'USER_DATA_TOO_LARGE',
      {
        deploy: { packages: [], files: [{ path: '/a', content: 'x'.repeat(16_300), mode: '0644' }], run: [] },
      },
    ],
  ] as const)('and pools with a wrong part are refused: %s', async (reason, more) => {
    const good = barePool({ name: 'good', count: 1 });
    const provisioner = provisionerOf(cloud, 'refused', [good, barePool(more)]);
    await expect(provisioner.apply()).rejects.toMatchObject({ code: `UND_LINODE_PROVISIONER_${reason}` });
    expect(labelsOf('refused')).toEqual([]);
  });

  it('give an instance what its pool uses there', async () => {
    const more = {
      count: 1,
      firewall: 'web',
      placementGroup: 'spread',
      network: { kind: 'vpc', label: 'shop', subnet: 'app' },
    } as const;
    const { instances } = await bare('whole', more).ensure('api');
    expect(instances).toHaveLength(1);
    const vlan = { count: 1, network: { kind: 'vlan', label: 'inner', subnet: '10.0.0.0/24' } } as const;
    expect((await bare('inner', vlan).ensure('api')).instances).toHaveLength(1);
  });
});

describe('secrets', () => {
  it('are in no event, no plan and no error', async () => {
    const telemetry = new RecordingTelemetry();
    const said: string[] = [];
    const note = (value: unknown) => said.push(inspect(value, { depth: 20, showHidden: true }));
    const secret = (service: string, token = cloud.token) =>
      provisionerOf(cloud, service, [barePool({ count: 1, fallbackRegions: ['nl-ams'] })], {
        api: linodeClient({ token, endpoint: cloud.endpoint, firstPauseMs: 1, mostPauseMs: 2, telemetry }),
        probe: runningProbe(cloud),
        telemetry,
      });
    const before = cloud.passwords.length;
    const provisioner = secret('quiet');
    note(await provisioner.plan());
    note(await provisioner.ensure('api'));
    for (const fault of [
      { kind: 'error', status: 400, reason: 'no', calls: CREATE },
      { kind: 'error', status: 500, when: 'after', calls: CREATE },
      { kind: 'reset', calls: CREATE },
      { kind: 'error', status: 502, body: 'html', calls: CREATE },
    ] as const) {
      const active = cloud.faults.add(fault);
      note(
        await secret(`quiet-${said.length}`)
          .ensure('api')
          .catch((error: unknown) => error),
      );
      expect(active.hits).toBeGreaterThan(0);
      await active.lift();
    }
    note(await provisioner.rebuild('quiet-api-1-g1'));
    note(
      await secret('wrong', 'not-the-token')
        .plan()
        .catch((error: unknown) => error),
    );
    note(telemetry);
    const passwords = cloud.passwords.slice(before);
    expect(passwords.length).toBeGreaterThan(2);
    expect(new Set(passwords).size).toBe(passwords.length);
    const all = said.join('\n');
    expect(all).toContain('UND_LINODE_PROVISIONER_TOKEN_REFUSED');
    for (const hidden of [...passwords, cloud.token, 'not-the-token']) expect(all).not.toContain(hidden);
  });
});

describe('records', () => {
  it('are upserted by name and type, with a low time to live', async () => {
    const api = clientOf(cloud);
    const domain = (await api.findDomain('example.org')) ?? 0;
    await api.createRecord(domain, { type: 'A', name: 'www', target: '192.0.2.9', ttlSec: 300 });
    await api.createRecord(domain, { type: 'TXT', name: 'api', target: 'kept', ttlSec: 300 });
    await api.createRecord(domain, { type: 'A', name: 'api', target: '192.0.2.1', ttlSec: 300 });
    const dns = { domain: 'example.org', name: 'api', ttlSec: 30 };
    await bare('named', { count: 2, dns }).ensure('api');
    const wanted = cloud.instances
      .filter(({ label }) => label.startsWith('named-'))
      .map(({ address }) => address);
    const records = await api.listRecords(domain);
    const own = records.filter(({ name, type }) => name === 'api' && type === 'A');
    expect(own.map(({ target }) => target).sort()).toEqual(wanted.sort());
    expect(own.every(({ ttlSec }) => ttlSec === 30)).toBe(true);
    expect(records).toHaveLength(4);
    expect(await bare('named', { count: 2, dns }).ensure('api')).toMatchObject({ changes: 0 });
  });
});
