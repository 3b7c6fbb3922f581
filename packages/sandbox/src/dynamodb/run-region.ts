import { join } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Settings } from '../options.ts';
import type { Workspace } from '../process/open-workspace.ts';
import type { ListenOptions } from '../proxy/open-listener.ts';
import { lookupAmong } from '../proxy/name-address.ts';
import type { LocalRegion } from '../types.ts';
import { borrowServer, type Loan } from '../keeper/borrow-server.ts';
import { archiveFolder } from './class-archive/find-class-archive.ts';
import { clientConfig, namedClientConfig } from './client-config.ts';
import { findJar } from './find-jar.ts';
import { findJava } from './find-java.ts';
import { openRegionEndpoint, type RegionEndpoint } from './open-region-endpoint.ts';
import { RegionProcess } from './region-process.ts';
import { startRegionServer } from './start-region-server.ts';
import type { Server } from './start-server.ts';

export interface RunOptions {
  readonly name: string;
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly listen?: ListenOptions | undefined;
  /** What else ends with the region. */
  readonly afterStop?: () => Promise<void>;
}

/** A region with what its cloud needs of it. */
export interface RunningRegion {
  readonly region: LocalRegion;
  readonly endpoint: RegionEndpoint;
}

/** Starts a region in `workspace`; one that comes back there finds its data. */
export async function runRegion(options: RunOptions): Promise<RunningRegion> {
  const { name, settings, listen = {}, afterStop } = options;
  const { clock, randomness } = settings;
  // Before anything starts: throws where Java or the jar is missing.
  const servers = serversOf(options);
  // The address comes first: when it is taken, that shows before a server starts.
  let target = 0;
  const endpoint = await openRegionEndpoint({
    region: name,
    target: () => target,
    wanted: listen,
    clock,
    randomness,
  });
  const { proxy } = endpoint;
  const start = async (port?: number) => {
    const server = await servers.start(port);
    target = server.port;
    return server;
  };
  const process = await RegionProcess.start({ name, proxy, start }).catch(async (error: unknown) => {
    await proxy.close();
    servers.close();
    throw error;
  });
  const end = async () => {
    servers.close();
    await afterStop?.();
  };
  return { region: localRegion(name, endpoint, process, end), endpoint };
}

interface Servers {
  /** The first may be lent; one that is started again, on the port it had, finds the databases of the one before. */
  start(port?: number): Promise<Server>;
  close(): void;
}

function serversOf({ name, settings, workspace }: RunOptions): Servers {
  const { keeper, startLimitMs, heapMb, clock } = settings;
  const java = settings.java ?? findJava();
  const jar = findJar();
  const archives = archiveFolder();
  let loan: Loan | undefined;
  return {
    start: async (port) => {
      if (port === undefined && keeper !== undefined) loan = await borrowServer(keeper, name);
      if (port === undefined && loan !== undefined) return { ...loan.server, giveBack: loan.giveBack };
      const directory = loan?.directory ?? join(workspace.directory, name);
      return startRegionServer({
        region: name,
        directory,
        java,
        jar,
        archives,
        workspace,
        port,
        startLimitMs,
        heapMb,
        clock,
      });
    },
    close: () => loan?.close(),
  };
}

function localRegion(
  name: string,
  endpoint: RegionEndpoint,
  process: RegionProcess,
  afterStop: () => Promise<void>,
): LocalRegion {
  const { proxy } = endpoint;
  const clients: DynamoDBClient[] = [];
  const url = `http://${proxy.address}:${proxy.port}`;
  const namedEndpoint = `http://${endpoint.name.hostname}:${proxy.port}`;
  const lookup = lookupAmong([endpoint.name]);
  const region: LocalRegion = {
    name,
    endpoint: url,
    namedEndpoint,
    get directEndpoint() {
      return `http://127.0.0.1:${process.port}`;
    },
    get state() {
      return process.state;
    },
    get pid() {
      return process.pid;
    },
    faults: endpoint.faults,
    lookup,
    watch: (listener) => endpoint.watch(listener),
    clientConfig: () => clientConfig(url, name),
    namedClientConfig: () => namedClientConfig(namedEndpoint, name, lookup),
    client: (overrides: DynamoDBClientConfig = {}) => {
      const client = new DynamoDBClient({ ...clientConfig(url, name), ...overrides });
      clients.push(client);
      return client;
    },
    kill: () => process.kill(),
    pause: () => process.pause(),
    resume: () => process.resume(),
    restart: () => process.restart(),
    stop: () => process.stop(() => clients.forEach((client) => client.destroy()), afterStop),
    [Symbol.asyncDispose]: () => region.stop(),
  };
  return region;
}
