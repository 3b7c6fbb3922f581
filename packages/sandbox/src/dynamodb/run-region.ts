import { join } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { SandboxError } from '../errors.ts';
import type { SettledOptions } from '../options.ts';
import type { Workspace } from '../process/open-workspace.ts';
import type { Wanted } from '../proxy/listen-loopback.ts';
import { startProxy } from '../proxy/start-proxy.ts';
import type { LocalRegion, RegionState } from '../types.ts';
import { clientConfig } from './client-config.ts';
import { findJar } from './find-jar.ts';
import { findJava } from './find-java.ts';
import { startServer, type Server } from './start-server.ts';

export interface RunOptions {
  readonly name: string;
  readonly settled: SettledOptions;
  readonly workspace: Workspace;
  readonly listen?: Wanted | undefined;
  /** What else ends with the region. */
  readonly afterStop?: () => Promise<void>;
}

/** Starts a region in `workspace`; one that comes back there finds its data. */
export async function runRegion(options: RunOptions): Promise<LocalRegion> {
  const { name, settled, workspace, listen = {}, afterStop } = options;
  const java = settled.java ?? findJava();
  const jar = findJar();
  const start = (port?: number) =>
    startServer({
      region: name,
      directory: join(workspace.directory, name),
      java,
      jar,
      watchdog: workspace.watchdog,
      port,
      startLimitMs: settled.startLimitMs,
      heapMb: settled.heapMb,
      clock: settled.clock,
    });

  let server = await start();
  let state: RegionState = 'running';
  const proxy = await startProxy({
    target: () => server.port,
    wanted: listen,
    randomness: settled.randomness,
  });
  const clients: DynamoDBClient[] = [];
  const endpoint = `http://${proxy.address}:${proxy.port}`;

  const watch = (watched: Server) => {
    void watched.process.ended.then(() => {
      if (watched !== server || state === 'stopped') return;
      state = 'killed';
      proxy.shut();
      proxy.dropConnections();
    });
  };
  watch(server);

  // Kill, restart and stop take turns: each finds the region as the one before left it.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const mine = turn.then(action);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const demandState = (wanted: RegionState, action: string) => {
    if (state === wanted) return;
    throw new SandboxError('UND_SANDBOX_REGION_STATE', {
      what: `region ${name} is ${state}; only a ${wanted} one can ${action}.`,
      details: { region: name, state },
    });
  };
  const end = async () => {
    proxy.shut();
    await server.process.kill();
    proxy.dropConnections();
  };

  const region: LocalRegion = {
    name,
    endpoint,
    get directEndpoint() {
      return `http://127.0.0.1:${server.port}`;
    },
    get state() {
      return state;
    },
    get pid() {
      return server.process.pid;
    },
    clientConfig: () => clientConfig(endpoint, name),
    client: (overrides: DynamoDBClientConfig = {}) => {
      const client = new DynamoDBClient({ ...clientConfig(endpoint, name), ...overrides });
      clients.push(client);
      return client;
    },
    kill: () =>
      inTurn(async () => {
        if (state === 'stopped') demandState('running', 'be killed');
        await end();
        state = 'killed';
      }),
    pause: () => {
      demandState('running', 'pause');
      server.process.signal('SIGSTOP');
      state = 'paused';
    },
    resume: () => {
      demandState('paused', 'resume');
      server.process.signal('SIGCONT');
      state = 'running';
    },
    restart: () =>
      inTurn(async () => {
        if (state === 'stopped') demandState('running', 'restart');
        await end();
        state = 'killed';
        server = await start(server.port);
        state = 'running';
        watch(server);
        await proxy.open();
      }),
    stop: () =>
      inTurn(async () => {
        if (state === 'stopped') return;
        for (const client of clients) client.destroy();
        await end();
        state = 'stopped';
        await proxy.close();
        await afterStop?.();
      }),
    [Symbol.asyncDispose]: () => region.stop(),
  };
  return region;
}
