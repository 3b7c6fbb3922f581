import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitTrue } from '../test-support/await-true.ts';
import { callApi, type Answer } from '../test-support/call-api.ts';
import { startLinodeCloud } from './start-linode-cloud.ts';
import type { LinodeCloud, LocalLinode } from './types.ts';

/** A service of a few lines, in the language that is here anyway. */
const APP = `
require('node:http').createServer((request, response) => {
  response.end(JSON.stringify({ says: process.env.GREETING, at: process.env.UNDERSTUDY_ADDRESS, pid: process.pid }));
}).listen(Number(process.env.PORT), process.env.HOST);
`;

const USER_DATA = `#cloud-config
packages: [nodejs]
write_files:
  - path: /opt/app/app.cjs
    content: ${JSON.stringify(APP)}
  - path: /etc/app/greeting
    encoding: b64
    permissions: '0600'
    content: ${Buffer.from('GREETING="good morning"\n').toString('base64')}
  - path: /etc/systemd/system/app.service
    content: |
      [Service]
      ConditionPathExists=/var/lib/app/ready
      Environment=PORT=8080 HOST=0.0.0.0
      EnvironmentFile=/etc/app/greeting
      EnvironmentFile=-/etc/app/none
      ExecStart=${process.execPath} /opt/app/app.cjs
      Restart=always
      RestartSec=20ms
runcmd:
  - |
    set -e
    mkdir -p /var/lib/app && test -f /opt/app/app.cjs && touch /var/lib/app/ready
    systemctl enable --now app.service
    systemctl is-active app
`;

let cloud: LinodeCloud;

beforeAll(async () => {
  cloud = await startLinodeCloud({
    account: {
      firewalls: ['web'],
      vpcs: [{ label: 'shop', region: 'de-fra-2', subnets: ['app'] }],
      placementGroups: [{ label: 'spread', region: 'de-fra-2' }],
      domains: ['example.org'],
    },
  });
});

afterAll(() => cloud.stop());

function api(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return callApi(cloud, method, path, body, headers);
}

async function create(label: string, more: Record<string, unknown> = {}): Promise<LocalLinode> {
  const { status } = await api('POST', '/v4beta/linode/instances', {
    label,
    region: 'de-fra-2',
    type: 'g6-nanode-1',
    image: 'linode/debian12',
    root_pass: 'correct-horse-battery',
    tags: ['one', 'two'],
    ...more,
  });
  expect(status).toBe(200);
  return cloud.instance(label);
}

async function ask({ address }: LocalLinode): Promise<{ says: string; at: string; pid: number } | undefined> {
  const answer = await fetch(`http://${address}:8080/`, { signal: AbortSignal.timeout(500) }).catch(
    () => undefined,
  );
  return answer?.ok === true
    ? ((await answer.json()) as { says: string; at: string; pid: number })
    : undefined;
}

const running = (instance: LocalLinode) => awaitTrue(() => instance.status === 'running');

async function serving(instance: LocalLinode): Promise<{ says: string; at: string; pid: number }> {
  let answer: Awaited<ReturnType<typeof ask>>;
  await awaitTrue(async () => (answer = await ask(instance)) !== undefined);
  if (answer === undefined) throw new Error('it does not serve');
  return answer;
}

describe('an instance', () => {
  it('boots, does what its user data says, and serves on a separate address', async () => {
    const user_data = Buffer.from(USER_DATA).toString('base64');
    const instance = await create('serves', { metadata: { user_data } });
    expect(await serving(instance)).toMatchObject({ says: 'good morning', at: instance.address });
    expect(instance.address).toMatch(/^127\./);
    expect(instance.units).toMatchObject([{ name: 'app', state: 'active', starts: 1 }]);
    expect(instance.journal().join('\n')).toMatch(/packages are this machine's: nodejs/);
    expect(existsSync('/opt/app/app.cjs')).toBe(false);

    const first = await serving(instance);
    instance.killService('app');
    await awaitTrue(() => instance.units[0]?.starts === 2);
    expect((await serving(instance)).pid).not.toBe(first.pid);

    instance.hang();
    expect(await ask(instance)).toBeUndefined();
    expect(instance.status).toBe('running');
    instance.resume();
    await serving(instance);

    const { code } = await cloud.shell(instance.address, ['systemctl', 'restart', 'app.service']);
    expect(code).toBe(0);
    expect(await cloud.shell(instance.address, ['systemctl', 'is-active', 'app'])).toMatchObject({
      output: 'active',
    });
    await serving(instance);

    await instance.crash();
    expect(instance.status).toBe('offline');
    expect(await ask(instance)).toBeUndefined();
    expect((await api('POST', `/v4/linode/instances/${instance.id}/boot`)).status).toBe(200);
    await serving(instance);

    await api('POST', `/v4/linode/instances/${instance.id}/reboot`);
    await awaitTrue(() => instance.status === 'rebooting' || instance.status === 'running');
    await running(instance);
    await serving(instance);
    const { body } = await api('GET', `/v4/linode/instances/${instance.id}/stats`);
    expect(body).toMatchObject({ data: { cpu: [[expect.any(Number), expect.any(Number)]] } });

    await api('DELETE', `/v4/linode/instances/${instance.id}`);
    await awaitTrue(() => cloud.instances.length === 0);
    expect(existsSync(instance.directory)).toBe(false);
    expect((await api('DELETE', `/v4/linode/instances/${instance.id}`)).status).toBe(404);
  });

  it('is rebuilt as if it were new', async () => {
    const instance = await create('rebuilt');
    await running(instance);
    const user_data = Buffer.from(USER_DATA).toString('base64');
    const { status } = await api('POST', `/v4/linode/instances/${instance.id}/rebuild`, {
      image: 'linode/debian12',
      authorized_keys: ['ssh-ed25519 AAAA'],
      metadata: { user_data },
    });
    expect(status).toBe(200);
    await serving(instance);
    expect(cloud.instance('rebuilt').address).toBe(instance.address);
    await api('DELETE', `/v4/linode/instances/${instance.id}`);
  });
});

describe('an instance with a fault', () => {
  it('gets stuck, or does not boot, where a fault says so, and its events show it', async () => {
    cloud.faults.add({ kind: 'stuck-provisioning', region: 'de-fra-2', times: 1 });
    const stuck = await create('stuck');
    const failure = cloud.faults.add({ kind: 'boot-failure', times: 1 });
    const dead = await create('dead');
    await awaitTrue(() => dead.status === 'offline');
    expect(failure.hits).toBe(1);
    expect(stuck.status).toBe('provisioning');
    const filter = { 'entity.id': dead.id, 'entity.type': 'linode', action: 'linode_boot' };
    const { body } = await api('GET', '/v4beta/account/events', undefined, {
      'X-Filter': JSON.stringify(filter),
    });
    expect(body).toMatchObject({ data: [{ status: 'failed', entity: { label: 'dead' } }], results: 1 });
    expect((await api('POST', `/v4/linode/instances/${stuck.id}/reboot`)).body).toEqual({
      errors: [{ reason: 'Linode busy.' }],
    });
  });

  it('falls silent in an outage of its region, which takes no new ones', async () => {
    const user_data = Buffer.from(USER_DATA).toString('base64');
    const instance = await create('far', { region: 'nl-ams', metadata: { user_data } });
    await serving(instance);
    const outage = cloud.faults.add({ kind: 'region-outage', region: 'nl-ams' });
    expect(await ask(instance)).toBeUndefined();
    expect((await api('GET', '/v4beta/regions/nl-ams')).body).toMatchObject({ status: 'outage' });
    const refused = await api('POST', '/v4beta/linode/instances', { region: 'nl-ams', type: 'g6-nanode-1' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'region' }] } });
    await outage.lift();
    await serving(instance);
  });
});

const bad = {
  region: 'de-fra-2',
  type: 'g6-nanode-1',
  image: 'linode/debian12',
  root_pass: 'correct-horse-battery',
};

describe('the API', () => {
  it.each([
    ['no token', { Authorization: 'Bearer wrong' }, bad, 401, 'Invalid Token'],
    ['no region', {}, { ...bad, region: 'nowhere' }, 400, 'region is not valid'],
    ['no capability', {}, { ...bad, region: 'ap-west', metadata: { user_data: 'eA==' } }, 400, 'Metadata'],
    ['no such plan', {}, { ...bad, type: 'g9' }, 400, 'plan'],
    ['no plan there', {}, { ...bad, region: 'us-ord', type: 'g6-dedicated-2' }, 400, 'not available'],
    ['no key', {}, { ...bad, root_pass: undefined }, 400, 'root_pass'],
    ['two dashes', {}, { ...bad, label: 'a--b' }, 400, 'Label'],
    ['a tag', {}, { ...bad, tags: ['x'] }, 400, 'Tags'],
    ['no base64', {}, { ...bad, metadata: { user_data: '#cloud' } }, 400, 'base64'],
    ['too much', {}, { ...bad, metadata: { user_data: 'A'.repeat(24_000) } }, 400, '16384'],
    ['no subnet', {}, { ...bad, interfaces: [{ purpose: 'vpc', subnet_id: 1 }] }, 400, 'subnet'],
    ['no group', {}, { ...bad, placement_group: { id: 1 } }, 400, 'Placement'],
    ['no firewall', {}, { ...bad, firewall_id: 1 }, 400, 'firewall_id'],
  ])('refuses a create with %s in the real shape', async (_what, headers, body, status, reason) => {
    const answer = await api('POST', '/v4beta/linode/instances', body, headers);
    expect(answer).toMatchObject({ status, body: { errors: [{ reason: expect.stringContaining(reason) }] } });
  });

  it('has one instance of a label, and pages and filters lists', async () => {
    await create('unique', { booted: false });
    const { body } = await api('POST', '/v4beta/linode/instances', { ...bad, label: 'unique' });
    expect(body).toEqual({ errors: [{ reason: 'Label must be unique among your linodes', field: 'label' }] });
    for (let index = 0; index < 26; index += 1)
      await create(`many-${index}`, { booted: false, tags: ['many'] });
    const filtered = { 'X-Filter': JSON.stringify({ tags: 'many', '+order_by': 'label' }) };
    const second = await api('GET', '/v4beta/linode/instances?page=2&page_size=25', undefined, filtered);
    expect(second.body).toMatchObject({ data: [{ label: 'many-9' }], page: 2, pages: 2, results: 26 });
    expect((await api('GET', '/v4beta/linode/instances?page_size=1')).status).toBe(400);
    const either = { '+or': [{ label: 'unique' }, { label: { '+contains': 'many-25' } }] };
    const found = await api('GET', '/v4/linode/instances', undefined, { 'X-Filter': JSON.stringify(either) });
    expect(found.body).toMatchObject({ results: 2 });
    const strange = await api('GET', '/v4/linode/instances', undefined, { 'X-Filter': '{"colour":"red"}' });
    expect(strange.body).toEqual({ errors: [{ reason: 'Cannot filter on colour' }] });
  });
});

describe('the API with faults and limits', () => {
  it('does what a fault says: an error, HTML, a reset, with the call carried out or not', async () => {
    const calls = ['POST /linode/instances'];
    cloud.faults.add({ kind: 'error', status: 502, body: 'html', calls, times: 1 });
    expect(await api('POST', '/v4beta/linode/instances', { ...bad, label: 'never' })).toMatchObject({
      status: 502,
    });
    expect(cloud.instances.map(({ label }) => label)).not.toContain('never');
    cloud.faults.add({ kind: 'reset', when: 'after', calls, times: 1 });
    await expect(api('POST', '/v4beta/linode/instances', { ...bad, label: 'lost' })).rejects.toThrow();
    expect(cloud.instance('lost').tags).toEqual([]);
    const busy = {
      kind: 'error',
      status: 429,
      headers: { 'Retry-After': '1' },
      calls: ['GET /linode/instances/*'],
    } as const;
    const fault = cloud.faults.add(busy);
    const answer = await api('GET', `/v4/linode/instances/${cloud.instance('lost').id}`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
    await fault.lift();
    expect(() => cloud.faults.add({ kind: 'reset', calls: ['instances'] })).toThrow(
      /UND_SANDBOX_FAULT_INVALID/,
    );
  });

  it('limits calls as configured, and says when it accepts them again', async () => {
    const limited = await startLinodeCloud({ rates: { create: { calls: 1, perMs: 60_000 } } });
    try {
      const body = { ...bad, booted: false };
      const first = await callApi(limited, 'POST', '/v4beta/linode/instances', body);
      const second = await callApi(limited, 'POST', '/v4beta/linode/instances', body);
      expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
      expect([second.status, Number(second.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(Number(second.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());
      expect((await callApi(limited, 'GET', '/v4/linode/types')).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });
});

describe('when its owner is killed', () => {
  it('leaves no process and no file', async () => {
    const program = new URL('../test-support/hold-linodes.ts', import.meta.url).pathname;
    const owner = spawn(process.execPath, ['--import', 'tsx', '-C', '@understudy/source', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const { directory, pid } = JSON.parse(line.toString()) as { directory: string; pid: number };
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    owner.kill('SIGKILL');
    await awaitTrue(() => !existsSync(directory) && !existsSync(`/proc/${pid}`));
  });
});
