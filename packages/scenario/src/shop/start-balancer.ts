import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { waitFor, type Clock } from '@understudy/core';
import { renderHaproxy, type PoolMember } from '@understudy/haproxy-config';
import { HaproxyRuntime, localTransport } from '@understudy/haproxy-runtime';
import type { LocalCloud } from '@understudy/sandbox';
import type { Traffic } from '@understudy/topology';
import { ScenarioError } from '../errors.ts';

export type Pools = Readonly<Record<string, readonly PoolMember[]>>;

/** A running HAProxy whose servers are the members of the pools. */
export interface Balancer {
  readonly pid: number;
  /** Brings it to these members, in the least disruptive way. */
  serve(pools: Pools): Promise<void>;
  stop(): Promise<void>;
}

export interface BalancerOptions {
  readonly cloud: LocalCloud;
  readonly traffic: Traffic;
  readonly pools: Pools;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const START_LIMIT_MS = 20_000;
/** Debian puts programs for administrators there, which is not on everybody's path. */
const ADMINISTRATORS = '/usr/sbin';

/** Starts a real HAProxy in the cloud, with a configuration that is rendered as on any machine. */
export async function startBalancer(options: BalancerOptions): Promise<Balancer> {
  const { cloud, traffic, clock, signal } = options;
  const at = (name: string) => join(cloud.directory, name);
  const [statsSocket, masterSocket] = [at('haproxy-admin.sock'), at('haproxy-master.sock')];
  const [configFile, stateFile] = [at('haproxy.cfg'), at('haproxy-state')];
  const host = { statsSocket, stateFile, log: 'stdout', runAs: 'starter' } as const;
  const render = (pools: Pools) => renderHaproxy({ traffic, pools, host });

  await writeFile(stateFile, '1\n');
  await writeFile(configFile, render(options.pools));
  const path = `${process.env.PATH ?? ''}:${ADMINISTRATORS}`;
  const haproxy = await cloud.launch({
    command: 'haproxy',
    args: ['-W', '-f', configFile, '-S', masterSocket],
    env: { ...process.env, PATH: path },
  });
  const bind = traffic.frontends[0]?.binds[0];
  const listens = async () => {
    if (!haproxy.alive()) throw notStarted(haproxy.lastLines());
    return (
      (await accepts({ path: statsSocket })) &&
      (await accepts({ host: bind?.address, port: bind?.port ?? 0 }))
    );
  };
  const waited = await waitFor(listens, { clock, everyMs: 25, limitMs: START_LIMIT_MS, signal });
  if (!waited.met) throw notStarted(haproxy.lastLines());

  const transport = localTransport({ stats: statsSocket, master: masterSocket });
  const runtime = new HaproxyRuntime(transport, { configFile, stateFile });
  return {
    pid: haproxy.pid,
    serve: async (pools) => {
      await runtime.apply(render(pools));
    },
    stop: async () => {
      await transport.close();
      await haproxy.kill();
    },
  };
}

function notStarted(lines: readonly string[]): ScenarioError {
  return new ScenarioError('UND_SCENARIO_SERVERS_FAILED', {
    what: `HAProxy did not start. Its last lines:\n${lines.join('\n')}`,
  });
}

function accepts(
  to: { readonly path: string } | { readonly host: string | undefined; readonly port: number },
) {
  return new Promise<boolean>((resolve) => {
    const socket = connect(
      'path' in to ? { path: to.path } : { host: to.host ?? '127.0.0.1', port: to.port },
    );
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
