import { join } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { SandboxError } from '../errors.ts';
import type { SettledOptions } from '../options.ts';
import type { Workspace } from '../process/open-workspace.ts';
import type { Wanted } from '../proxy/open-door.ts';
import { lookupAmong } from '../proxy/name-address.ts';
import type { LocalRegion, RegionState } from '../types.ts';
import { clientConfig, namedClientConfig } from './client-config.ts';
import { findJar } from './find-jar.ts';
import { findJava } from './find-java.ts';
import { openFront, type Front } from './open-front.ts';
import { startServer, type Server } from './start-server.ts';

export interface RunOptions {
  readonly name: string;
  readonly settled: SettledOptions;
  readonly workspace: Workspace;
  readonly listen?: Wanted | undefined;
  /** What else ends with the region. */
  readonly afterStop?: () => Promise<void>;
}

/** A region with what its cloud needs of it. */
export interface RunningRegion {
  readonly region: LocalRegion;
  readonly front: Front;
}

/** Starts a region in `workspace`; one that comes back there finds its data. */
export async function runRegion(options: RunOptions): Promise<RunningRegion> {
  const { name, settled, workspace, listen = {}, afterStop } = options;
  const { clock, randomness } = settled;
  const java = settled.java ?? findJava();
  const jar = findJar();
  const start = (port?: number) =>
    startServer({
      region: name,
      directory: join(workspace.directory, name),
      java,
      jar,
      workspace,
      port,
      startLimitMs: settled.startLimitMs,
      heapMb: settled.heapMb,
      clock,
    });

  // The address comes first: when it is taken, that shows before anything is started.
  let target = 0;
  const front = await openFront({ region: name, target: () => target, wanted: listen, clock, randomness });
  const begin = async (port?: number) => {
    const begun = await start(port);
    target = begun.port;
    return begun;
  };
  let server = await begin().catch(async (error: unknown) => {
    await front.proxy.close();
    throw error;
  });
  let state: RegionState = 'running';
  const { proxy } = front;
  const clients: DynamoDBClient[] = [];
  const endpoint = `http://${proxy.address}:${proxy.port}`;
  const namedEndpoint = `http://${front.name.hostname}:${proxy.port}`;
  const lookup = lookupAmong([front.name]);

  // The signal is sent and the door is shut in one go: nobody is let in to a server that is gone.
  const end = async () => {
    server.process.signal('SIGKILL');
    await Promise.all([proxy.setUp(false), server.process.ended]);
  };
  const watchServer = (watched: Server) => {
    void watched.process.ended.then(async () => {
      if (watched !== server || state === 'killed' || state === 'stopped') return;
      state = 'killed';
      await proxy.setUp(false);
    });
  };
  watchServer(server);

  // Kill, restart and stop take turns: each finds the region as the one before left it.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const mine = turn.then(action);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const demandState = (fits: boolean, action: string) => {
    if (fits) return;
    throw new SandboxError('UND_SANDBOX_REGION_STATE', {
      what: `region ${name} is ${state} and can not ${action}.`,
      details: { region: name, state },
    });
  };

  const region: LocalRegion = {
    name,
    endpoint,
    namedEndpoint,
    get directEndpoint() {
      return `http://127.0.0.1:${server.port}`;
    },
    get state() {
      return state;
    },
    get pid() {
      return server.process.pid;
    },
    faults: front.faults,
    lookup,
    watch: (listener) => front.watch(listener),
    clientConfig: () => clientConfig(endpoint, name),
    namedClientConfig: () => namedClientConfig(namedEndpoint, name, lookup),
    client: (overrides: DynamoDBClientConfig = {}) => {
      const client = new DynamoDBClient({ ...clientConfig(endpoint, name), ...overrides });
      clients.push(client);
      return client;
    },
    kill: () =>
      inTurn(async () => {
        demandState(state !== 'stopped', 'be killed');
        state = 'killed';
        await end();
      }),
    pause: () => {
      demandState(state === 'running', 'pause');
      server.process.signal('SIGSTOP');
      state = 'paused';
    },
    resume: () => {
      demandState(state === 'paused', 'resume');
      server.process.signal('SIGCONT');
      state = 'running';
    },
    restart: () =>
      inTurn(async () => {
        demandState(state !== 'stopped', 'restart');
        state = 'killed';
        await end();
        server = await begin(server.port);
        state = 'running';
        watchServer(server);
        await proxy.setUp(true);
      }),
    stop: () =>
      inTurn(async () => {
        if (state === 'stopped') return;
        state = 'stopped';
        for (const client of clients) client.destroy();
        try {
          await end();
          await proxy.close();
        } finally {
          await afterStop?.();
        }
      }),
    [Symbol.asyncDispose]: () => region.stop(),
  };
  return { region, front };
}
