import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { renderHaproxy, type HostOptions } from '@understudy/haproxy-config';
import { localTransport } from '@understudy/haproxy-runtime';
import {
  findFreePort,
  launchHaproxy,
  openWorkspace,
  type HaproxyPaths,
  type Workspace,
} from '@understudy/sandbox';
import { readTraffic, type Traffic } from '@understudy/topology';
import { HaproxyBalancer } from './haproxy-balancer.ts';
import { TrafficPools } from './traffic-pools.ts';

const clock = systemClock();

/** The servers of the pool listen on one port, each on its own loopback address. */
const ADDRESSES = ['127.0.1.1', '127.0.1.2'] as const;

const servers: Server[] = [];
let workspace: Workspace;
let port: number;
let traffic: Traffic;

beforeAll(async () => {
  workspace = await openWorkspace();
  const [frontPort, adminPort] = [await findFreePort(), await findFreePort()];
  let serverPort = 0;
  for (const address of ADDRESSES) {
    const server = createServer((_, answer) => answer.end(address));
    await new Promise<void>((resolve) => server.listen(serverPort, address, resolve));
    serverPort = (server.address() as AddressInfo).port;
    servers.push(server);
  }
  const check = { path: '/', intervalMs: 100, downIntervalMs: 50, rise: 1, fall: 2 };
  const read = readTraffic(
    {
      traffic: {
        frontends: [
          { name: 'shop', binds: [{ address: '127.0.0.1', port: frontPort }], defaultBackend: 'web' },
        ],
        backends: [{ name: 'web', pool: 'app', port: serverPort, check }],
        admin: { port: adminPort },
      },
    },
    ['app'],
  );
  if (!read.fits || read.traffic === undefined) throw new Error(JSON.stringify(read));
  [traffic, port] = [read.traffic, frontPort];
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await workspace.close();
});

const hostOf = ({ statsSocket, stateFile }: HaproxyPaths): Partial<HostOptions> => ({
  statsSocket,
  stateFile,
  log: 'stdout',
  runAs: 'starter',
});
/** Who answers, of ten requests on new connections. */
const answering = async () => {
  const answers = new Set<string>();
  for (let request = 0; request < 10; request += 1) {
    const answer = await fetch(`http://127.0.0.1:${String(port)}`, { headers: { connection: 'close' } });
    answers.add(answer.ok ? await answer.text() : String(answer.status));
  }
  return [...answers].sort();
};
const answersAre = (...expected: readonly string[]) =>
  waitFor(async () => (await answering()).join() === expected.join(), {
    clock,
    everyMs: 50,
    limitMs: PATIENCE_MS,
  });

describe('HaproxyBalancer', () => {
  it('serves who is in the pool: members join, rest, and leave', async () => {
    const [first, second] = ADDRESSES;
    const pools = new TrafficPools({ app: [{ name: 'app-1', address: first }] });
    const cloud = {
      directory: workspace.directory,
      launch: ({
        command,
        args,
        env = process.env,
      }: {
        command: string;
        args: readonly string[];
        env?: NodeJS.ProcessEnv;
      }) => workspace.launch({ command, args, env, cwd: workspace.directory }),
    };
    await using haproxy = await launchHaproxy({
      cloud,
      config: (paths) => renderHaproxy({ traffic, pools: pools.pools, host: hostOf(paths) }),
    });
    const { statsSocket, masterSocket, configFile, stateFile } = haproxy.paths;
    const options = {
      name: 'lb-1',
      traffic,
      host: hostOf(haproxy.paths),
      runtime: { configFile, stateFile, lookEveryMs: 20 },
      transport: localTransport({ stats: statsSocket, master: masterSocket }),
      clock,
    };
    const balancer = new HaproxyBalancer(options);
    pools.attach(balancer);
    expect((await answersAre(first)).met).toBe(true);

    const wanted = { pools: { app: [{ name: 'app-2', address: second }] }, maintenance: [] };
    expect((await balancer.plan(wanted)).steps.map(({ kind }) => kind)).toEqual(['add', 'remove']);

    await pools.join('app', { name: 'app-2', address: second });
    expect((await answersAre(first, second)).met).toBe(true);
    await pools.startMaintenance({ pool: 'app', name: 'app-1' });
    expect(await answering()).toEqual([second]);
    // Another program that does not know who took the server out keeps it so.
    const resting = [{ backend: 'web', name: 'app-1' }];
    const other = new HaproxyBalancer({ ...options, resting });
    expect((await other.plan({ pools: pools.pools, maintenance: [] })).steps).toEqual([]);
    expect((await balancer.plan({ pools: pools.pools, maintenance: [] })).steps).toMatchObject([
      { kind: 'ready' },
    ]);
    await pools.endMaintenance({ pool: 'app', name: 'app-1' });
    expect((await answersAre(first, second)).met).toBe(true);
    await pools.leave({ pool: 'app', name: 'app-2' });
    expect(await answering()).toEqual([first]);
    await pools.close();
  });
});
