import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnderstudyError, systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { findFreePort } from '@understudy/sandbox';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tcpTransport } from './adapters/tcp-transport.ts';
import { HaproxyRuntime } from './haproxy-runtime.ts';
import { openBalancer, type App, type TestBalancer } from './test-support/open-balancer.ts';

const clock = systemClock();
let balancer: TestBalancer;
let apps: App[];
let statsPort: number;

beforeAll(async () => {
  balancer = await openBalancer({ upLimitMs: 1500, drainLimitMs: 1500, reloadLimitMs: 5000 });
  statsPort = await findFreePort();
  apps = await Promise.all(['a-1', 'a-2'].map((name) => balancer.startApp(name)));
  await balancer.start(text(apps));
  await waitFor(async () => (await servers()).every(({ check }) => check === 'L7OK'), {
    clock,
    everyMs: 50,
    limitMs: PATIENCE_MS,
  });
});
afterAll(() => balancer.close());

/** With a second runtime socket over TCP. */
function text(...args: Parameters<TestBalancer['render']>): string {
  return balancer
    .render(...args)
    .replace(
      '    stats timeout',
      `    stats socket ipv4@127.0.0.1:${statsPort} level admin\n    stats timeout`,
    );
}

const servers = async () => (await balancer.runtime.observe()).servers;
const file = () => readFileSync(balancer.options.configFile ?? '', 'utf8');

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (isUnderstudyError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('apply', () => {
  it('does nothing where all is as wanted', async () => {
    const before = await balancer.runtime.processes();
    expect(await balancer.runtime.apply(text(apps))).toEqual({ steps: [] });
    expect(await balancer.runtime.processes()).toEqual(before);
  });

  it('refuses what HAProxy refuses or warns of, and changes nothing', async () => {
    const before = file();
    expect(await codeOf(() => balancer.runtime.apply(`${before}\nbackend x\n    balance nonsense\n`))).toBe(
      'UND_HAPROXY_RUNTIME_CONFIG_REFUSED',
    );
    expect(
      await codeOf(() =>
        balancer.runtime.check(`${before}\nbackend x\n    option httpchk GET / HTTP/1.1\\r\\nHost:\\ x\n`),
      ),
    ).toBe('UND_HAPROXY_RUNTIME_CONFIG_REFUSED');
    expect(file()).toBe(before);
  });

  it('puts the old file back where no new worker takes over, and the old worker goes on', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const before = { file: file(), state: await balancer.runtime.observe() };
    const wanted = text(apps, (traffic) => ({
      ...traffic,
      frontends: [
        ...traffic.frontends,
        { name: 'other', binds: [{ address: '127.0.0.1', port }], defaultBackend: 'shop' },
      ],
    }));
    expect(await codeOf(() => balancer.runtime.apply(wanted))).toBe('UND_HAPROXY_RUNTIME_RELOAD_FAILED');
    taken.close();
    expect(file()).toBe(before.file);
    expect((await balancer.runtime.observe()).pid).toBe(before.state.pid);
    expect((await fetch(`http://127.0.0.1:${balancer.port}/`)).status).toBe(200);
    // And what is right is loaded afterwards all the same.
    await balancer.runtime.reload();
    expect((await balancer.runtime.observe()).pid).not.toBe(before.state.pid);
  });

  it('takes a server out again that never comes up, and removes none of the others for it', async () => {
    const dead: App = { name: 'dead', port: await findFreePort(), kill: async () => {} };
    const [one] = apps;
    if (one === undefined) throw new Error('There are apps.');
    expect(await codeOf(() => balancer.runtime.apply(text([one, dead])))).toBe(
      'UND_HAPROXY_RUNTIME_SERVER_NOT_UP',
    );
    expect((await servers()).map(({ name }) => name).sort()).toEqual(['a-1', 'a-2']);
  });
});

describe('apply at run time', () => {
  it('replaces a server under its own name while a stand-in serves', async () => {
    const [one, two] = apps;
    if (one === undefined || two === undefined) throw new Error('There are apps.');
    const moved = { ...(await balancer.startApp('a-2')), name: 'a-2' };
    const { steps } = await balancer.runtime.apply(text([one, moved]));
    expect(steps.map(({ kind, server }) => `${kind} ${server.name}`)).toEqual([
      'add understudy-for-a-2',
      'remove a-2',
      'add a-2',
      'remove understudy-for-a-2',
    ]);
    await two.kill();
    apps = [one, moved];
    expect(await servers()).toMatchObject([
      { name: 'a-1', state: 'up' },
      { name: 'a-2', state: 'up', address: `127.0.0.1:${moved.port}` },
    ]);
  });

  it('changes a weight at run time, and keeps what the file says over a reload', async () => {
    const weighed = text(apps).replace(/(server a-1 .* weight) 100/, '$1 7');
    expect((await balancer.runtime.apply(weighed)).steps).toEqual([
      { kind: 'weight', server: { backend: 'shop', name: 'a-1' }, weight: 7 },
    ]);
    await balancer.runtime.reload();
    expect(await servers()).toMatchObject([{ weight: 7 }, { weight: 100 }]);
    await balancer.runtime.apply(text(apps));
  });

  it('ends a maintenance that is no longer wanted, and begins one that is', async () => {
    const id = { backend: 'shop', name: 'a-1' };
    await balancer.runtime.apply(text(apps), { maintenance: [id] });
    expect(await servers()).toMatchObject([{ maintenance: true }, { maintenance: false }]);
    expect((await balancer.runtime.apply(text(apps))).steps).toEqual([{ kind: 'ready', server: id }]);
    expect(await servers()).toMatchObject([{ maintenance: false, state: 'up' }, { state: 'up' }]);
  });
});

describe('apply with a reload', () => {
  it('brings a new backend with a reload, its servers down until they are checked', async () => {
    const fresh = await balancer.startApp('c-1', { READY_MS: '600' });
    const wanted = text(apps, (traffic) => ({
      ...traffic,
      backends: [
        ...traffic.backends,
        {
          name: 'more',
          check: { path: '/healthz', intervalMs: 100, downIntervalMs: 100 },
          servers: [{ name: 'c-1', address: '127.0.0.1', port: fresh.port }],
        },
      ],
    }));
    expect((await balancer.runtime.apply(wanted)).reloaded?.because).toBe('more than servers differs');
    const look = async () => (await servers()).find(({ name }) => name === 'c-1');
    expect(await look()).toMatchObject({ state: 'down' });
    const up = await waitFor(async () => (await look())?.state === 'up', {
      clock,
      everyMs: 50,
      limitMs: PATIENCE_MS,
    });
    expect(up.met).toBe(true);
    await balancer.runtime.apply(text(apps));
    expect(await look()).toBeUndefined();
  });

  it('finishes what a crash left half done', async () => {
    // Between the writing of the file and the reload: the file is new, the worker is not.
    const wanted = text(apps, (traffic) => ({ ...traffic, retries: 9 }));
    writeFileSync(balancer.options.configFile ?? '', wanted);
    expect((await balancer.runtime.plan(wanted)).reload).toBe('more than servers differs');
    expect((await balancer.runtime.apply(wanted)).reloaded).toBeDefined();
    // Between the adding of a server and its being ready.
    const fresh = await balancer.startApp('d-1');
    const line = /server d-1 .*/.exec(text([...apps, fresh]))?.[0] ?? '';
    const [, name = '', address = '', ...settings] = line.split(' ');
    await balancer.transport.ask('stats', `add server shop/${name} ${address} ${settings.join(' ')}`);
    await balancer.runtime.apply(text([...apps, fresh]));
    expect((await servers()).find((server) => server.name === 'd-1')).toMatchObject({ state: 'up' });
    await balancer.runtime.apply(text(apps));
    await fresh.kill();
  });
});

describe('what HaproxyRuntime changes by itself', () => {
  it('fills a slot of a template', async () => {
    const app = await balancer.startApp('e-1');
    await balancer.runtime.apply(
      text(apps, (traffic) => ({
        ...traffic,
        backends: traffic.backends.map((backend) => ({
          ...backend,
          template: { prefix: 'slot-', count: 2, port: 1 },
        })),
      })),
    );
    const id = { backend: 'shop', name: 'slot-1' };
    await balancer.runtime.fillSlot(id, { address: '127.0.0.1', port: app.port });
    const look = async () => (await servers()).find(({ name }) => name === 'slot-1');
    expect(await look()).toMatchObject({ state: 'up', address: `127.0.0.1:${app.port}` });
    await balancer.runtime.apply(text(apps));
    expect(await look()).toBeUndefined();
  });

  it('refuses words that could become another command', async () => {
    const evil = { backend: 'shop', name: 'x; shutdown sessions server shop/a-1' };
    expect(await codeOf(() => balancer.runtime.drainServer(evil))).toBe(
      'UND_HAPROXY_RUNTIME_ARGUMENT_INVALID',
    );
    expect(
      await codeOf(() =>
        balancer.runtime.addServer({
          backend: 'shop',
          name: 'x',
          address: '127.0.0.1:1',
          settings: 'check\ndel server',
        }),
      ),
    ).toBe('UND_HAPROXY_RUNTIME_ARGUMENT_INVALID');
  });
});

describe('tcpTransport', () => {
  it('commands over TCP, and says that it carries no files', async () => {
    const runtime = new HaproxyRuntime(tcpTransport({ stats: { host: '127.0.0.1', port: statsPort } }));
    expect((await runtime.observe()).servers).toMatchObject([{ name: 'a-1' }, { name: 'a-2' }]);
    await runtime.startMaintenance({ backend: 'shop', name: 'a-2' });
    await runtime.endMaintenance({ backend: 'shop', name: 'a-2' });
    expect(await codeOf(() => runtime.check(file()))).toBe('UND_HAPROXY_RUNTIME_NO_FILES');
    expect(existsSync(balancer.statsSocket)).toBe(true);
  });

  it('reports that HAProxy does not answer', async () => {
    const runtime = new HaproxyRuntime(
      tcpTransport({ stats: { host: '127.0.0.1', port: await findFreePort() } }),
    );
    expect(await codeOf(() => runtime.observe())).toBe('UND_HAPROXY_RUNTIME_UNREACHABLE');
  });
});
