import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { renderHaproxy, renderKeepalived } from '@understudy/haproxy-config';
import { openWorkspace, type Workspace } from '@understudy/sandbox';
import { readTraffic } from '@understudy/topology';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const clock = systemClock();
const env = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };

const SHARED = '10.99.0.100';
const INTERFACE = 'vlan0';

/** Why two nodes can't be had on this machine, if they can't: namespaces are root's, where the container allows them. */
export function whyNoPair(): string | undefined {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  try {
    execFileSync('unshare', ['--net', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two'], {
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    return `no network namespaces here: ${(error as Error).message.trim().split('\n').at(-1) ?? ''}`;
  }
}

/** A node in its own network namespace, with HAProxy and Keepalived as rendered. */
interface PairNode {
  readonly name: string;
  /** Whether its interface has the shared address. */
  holds(): boolean;
  startHaproxy(): Promise<void>;
  killHaproxy(): Promise<void>;
  /** What its Keepalived said last. */
  says(): readonly string[];
}

export interface Pair {
  readonly nodes: readonly [PairNode, PairNode];
  /** The status with which the shared address answers from the other end of the wire, or nothing. */
  close(): Promise<void>;
}

/**
 * Two nodes on one wire. Each namespace is held by nothing but processes, which end with the workspace, whatever becomes of
 * the test: there is no name of a namespace and no interface that could be left behind.
 */
export async function openPair(): Promise<Pair> {
  const workspace = await openWorkspace();
  const holders = [await holdNamespace(workspace), await holdNamespace(workspace)] as const;
  execFileSync('ip', [
    'link',
    'add',
    'name',
    INTERFACE,
    'netns',
    String(holders[0]),
    'type',
    'veth',
    'peer',
    'name',
    INTERFACE,
    'netns',
    String(holders[1]),
  ]);
  const nodes = [await openNode(workspace, 0, holders[0]), await openNode(workspace, 1, holders[1])] as const;
  return { nodes, close: () => workspace.close() };
}

async function holdNamespace(workspace: Workspace): Promise<number> {
  const { pid } = await workspace.launch({
    command: 'unshare',
    args: ['--net', 'sleep', '3600'],
    cwd: workspace.directory,
    env,
  });
  const own = readlinkSync('/proc/self/ns/net');
  await waitFor(() => readlinkSync(`/proc/${pid}/ns/net`) !== own, {
    clock,
    everyMs: 10,
    limitMs: PATIENCE_MS,
  });
  return pid;
}

async function openNode(workspace: Workspace, index: 0 | 1, holder: number): Promise<PairNode> {
  const { traffic, balancers } = pairTraffic();
  const { name = '', address = '' } = balancers.nodes[index] ?? {};
  const folder = join(workspace.directory, name);
  mkdirSync(folder);
  const at = (file: string) => join(folder, file);
  const inside = (...command: string[]) => ['-t', String(holder), '-n', '--', ...command];
  const run = (...command: string[]) =>
    execFileSync('nsenter', inside(...command), { encoding: 'utf8', env });
  const launch = (...command: string[]) =>
    workspace.launch({ command: 'nsenter', args: inside(...command), cwd: folder, env });

  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'address', 'add', `${address}/24`, 'dev', INTERFACE);
  run('ip', 'link', 'set', INTERFACE, 'up');
  const host = {
    statsSocket: at('admin.sock'),
    stateFile: at('state'),
    log: 'stdout',
    runAs: 'starter' as const,
  };
  writeFileSync(at('state'), '1\n');
  writeFileSync(at('haproxy.cfg'), renderHaproxy({ traffic, host }));
  writeFileSync(at('keepalived.conf'), renderKeepalived(balancers, name, { pidFile: at('haproxy.pid') }), {
    mode: 0o600,
  });
  const startHaproxy = async () => {
    await launch('haproxy', '-W', '-f', at('haproxy.cfg'), '-p', at('haproxy.pid'));
    await waitFor(() => existsSync(at('haproxy.pid')) && existsSync(at('admin.sock')), {
      clock,
      everyMs: 20,
      limitMs: PATIENCE_MS,
    });
  };
  await startHaproxy();
  const pids = ['keepalived', 'vrrp', 'checkers'].flatMap((kind) => [
    kind === 'keepalived' ? '-p' : kind === 'vrrp' ? '-r' : '-c',
    at(`${kind}.pid`),
  ]);
  const keepalived = await launch('keepalived', '-n', '-l', '-P', '-f', at('keepalived.conf'), ...pids);
  return {
    name,
    holds: () => run('ip', '-brief', 'address', 'show', 'dev', INTERFACE).includes(`${SHARED}/`),
    startHaproxy,
    killHaproxy: async () => {
      const pid = Number(readFileSync(at('haproxy.pid'), 'utf8'));
      const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      for (const each of [pid, ...workers.map(Number)]) process.kill(each, 'SIGKILL');
    },
    says: () => keepalived.lastLines(),
  };
}

/** One address that two nodes share, and one backend behind it. */
function pairTraffic() {
  const read = readTraffic({
    balancers: {
      nodes: [
        { name: 'lb-1', address: '10.99.0.1' },
        { name: 'lb-2', address: '10.99.0.2' },
      ],
      vrrp: { interface: INTERFACE, addresses: [`${SHARED}/24`] },
    },
    traffic: {
      frontends: [{ name: 'web', binds: [{ port: 8080 }], defaultBackend: 'shop' }],
      backends: [{ name: 'shop', servers: [{ name: 'a-1', address: '127.0.0.1', port: 8000 }] }],
    },
  });
  if (!read.fits || !read.traffic || !read.balancers) throw new Error(JSON.stringify(read));
  return { traffic: read.traffic, balancers: read.balancers };
}
