import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnderstudyError, systemClock } from '@understudy/core';
import { findFreePort } from '@understudy/sandbox';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { HaproxyRuntime } from '../haproxy-runtime.ts';
import { openBalancer, untilOpen, type App, type TestBalancer } from '../test-support/open-balancer.ts';
import { sshTransport } from './ssh-transport.ts';

const SSHD = '/usr/sbin/sshd';
/** Setup installs no sshd, since on most machines it would listen from then on. */
const missing = existsSync(SSHD) ? undefined : `${SSHD} is not there (apt-get install openssh-server)`;
const clock = systemClock();

let balancer: TestBalancer;
let apps: App[];
let port: number;

beforeAll(async () => {
  balancer = await openBalancer();
  if (missing !== undefined) {
    process.stderr.write(`\n!!! HAProxy through ssh is NOT tested here: ${missing}.\n\n`);
    return;
  }
  port = await findFreePort();
  await startSshd();
  apps = [await balancer.startApp('a-1')];
  await balancer.start(balancer.render(apps));
});
afterAll(() => balancer.close());

const at = (name: string) => join(balancer.folder, name);

/** A real sshd on the loopback interface, with its own keys. */
async function startSshd(): Promise<void> {
  for (const name of ['host', 'client', 'stranger'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  writeFileSync(at('authorized'), readFileSync(at('client.pub')));
  chmodSync(at('authorized'), 0o600);
  writeFileSync(at('known'), `[127.0.0.1]:${port} ${readFileSync(at('host.pub'), 'utf8')}`);
  writeFileSync(at('known-otherwise'), `[127.0.0.1]:${port} ${readFileSync(at('stranger.pub'), 'utf8')}`);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const settings = {
    ListenAddress: `127.0.0.1:${port}`,
    HostKey: at('host'),
    AuthorizedKeysFile: at('authorized'),
    PidFile: at('sshd.pid'),
    StrictModes: 'no',
    UsePAM: 'no',
    PermitRootLogin: 'prohibit-password',
    PasswordAuthentication: 'no',
  };
  writeFileSync(
    at('sshd_config'),
    Object.entries(settings)
      .map((line) => `${line.join(' ')}\n`)
      .join(''),
  );
  await balancer.workspace.launch({
    command: SSHD,
    args: ['-D', '-e', '-f', at('sshd_config')],
    cwd: balancer.folder,
    env: { PATH: process.env.PATH },
  });
  await untilOpen({ host: '127.0.0.1', port });
}

const open = (knownHosts = 'known', identity = 'client') =>
  sshTransport({
    destination: `${userInfo().username}@127.0.0.1`,
    port,
    identityFile: at(identity),
    knownHostsFile: at(knownHosts),
    stats: balancer.statsSocket,
    master: balancer.masterSocket,
    clock,
    connectLimitMs: 10_000,
  });

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (isUnderstudyError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('sshTransport', () => {
  it('refuses what a shell over there could interpret', async () => {
    for (const options of [
      { destination: '-oProxyCommand=touch /tmp/x', stats: '/a', master: '/b' },
      { destination: 'host', stats: '/a;touch /tmp/x', master: '/b' },
    ])
      expect(await codeOf(() => sshTransport({ ...options, clock }))).toBe(
        'UND_HAPROXY_RUNTIME_ARGUMENT_INVALID',
      );
  });

  it('observes, changes, checks, writes and reloads over one connection', async () => {
    if (missing !== undefined) return;
    const transport = await open();
    try {
      const runtime = new HaproxyRuntime(transport, balancer.options);
      const { pid } = await runtime.observe();
      const more = [...apps, await balancer.startApp('a-2')];
      expect((await runtime.apply(balancer.render(more))).steps.map(({ kind }) => kind)).toEqual(['add']);
      expect(readFileSync(balancer.options.configFile ?? '', 'utf8')).toBe(balancer.render(more));
      const { reloaded } = await runtime.apply(
        balancer.render(more, (traffic) => ({ ...traffic, retries: 7 })),
      );
      expect(reloaded?.pid).not.toBe(pid);
      expect((await runtime.observe()).servers).toMatchObject([
        { name: 'a-1' },
        { name: 'a-2', state: 'up' },
      ]);
      expect(await codeOf(() => runtime.check('nonsense\n'))).toBe('UND_HAPROXY_RUNTIME_CONFIG_REFUSED');
      expect(await transport.files?.read(at('nothing'))).toBeUndefined();
      expect(await codeOf(async () => transport.files?.write(at('no/such/folder'), 'x'))).toBe(
        'UND_HAPROXY_RUNTIME_FILE_FAILED',
      );
      expect(await codeOf(async () => transport.files?.read('/tmp/$(id)'))).toBe(
        'UND_HAPROXY_RUNTIME_ARGUMENT_INVALID',
      );
    } finally {
      await transport.close();
    }
  });

  it('refuses a host whose key is another, and says so where it is refused itself', async () => {
    if (missing !== undefined) return;
    expect(await codeOf(() => open('known-otherwise'))).toBe('UND_HAPROXY_RUNTIME_UNREACHABLE');
    expect(await codeOf(() => open('known', 'stranger'))).toBe('UND_HAPROXY_RUNTIME_UNREACHABLE');
  });
});
