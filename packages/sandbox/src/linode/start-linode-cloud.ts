import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, systemRandomness, type Clock, type Randomness } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import { openWorkspace, type Workspace } from '../process/open-workspace.ts';
import { openListener, type ListenerOptions } from '../proxy/open-listener.ts';
import { Account, type Instance } from './account.ts';
import { LinodeFaults } from './linode-faults.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Machine } from './machine.ts';
import { accountRoutes } from './account-routes.ts';
import { instanceRoutes } from './instance-routes.ts';
import { Lifecycle } from './lifecycle.ts';
import { makeApi } from './make-api.ts';
import type { LinodeCloud, LinodeCloudOptions, LocalLinode, SeenCall } from './types.ts';

const SPEEDS = { provisionMs: 10, bootMs: 10, shutdownMs: 5, deleteMs: 5 };

/** Where this file is: packages/sandbox/src/linode, or dist/linode. */
const CHECKOUT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** Programs are the machine's, wherever it keeps them. */
const PROGRAMS = [
  dirname(process.execPath),
  ...(process.env.PATH ?? '').split(delimiter).filter((folder) => /^\/[^/]+\/./.test(folder)),
];

/**
 * Starts a Linode account on this machine: an API that @linode/api-v4 talks to, and instances that are processes.
 * Nothing of it outlives this process, however it ends.
 * @throws SandboxError UND_SANDBOX_PORT_TAKEN, UND_SANDBOX_PLATFORM_UNSUPPORTED; nothing is left running then
 */
export async function startLinodeCloud(options: LinodeCloudOptions = {}): Promise<LinodeCloud> {
  if (process.platform === 'win32')
    throw new SandboxError('UND_SANDBOX_PLATFORM_UNSUPPORTED', {
      what: 'the local cloud does not run on Windows.',
    });
  const { clock = systemClock(), randomness = systemRandomness } = options;
  const token = options.token ?? `local-${randomness.unique()}`;
  const workspace = await openWorkspace(options.storage);
  const account = new Account(options.account ?? {}, clock, randomness);
  const listeners = new Set<(call: SeenCall) => void>();
  const faults = new LinodeFaults((region, on) => {
    if (on) account.outages.add(region);
    else account.outages.delete(region);
    for (const { record, machine } of account.instances)
      if (record.region === region) machine.signal(on ? 'SIGSTOP' : 'SIGCONT');
  });
  const lifecycle = new Lifecycle(account, faults, { ...SPEEDS, ...options.speeds });
  const makeMachine = machineFactory({ account, workspace, clock, randomness, options });
  const server = makeApi({
    token,
    readOnlyToken: `${token}-read-only`,
    routes: [...instanceRoutes({ account, lifecycle, makeMachine }), ...accountRoutes(account)],
    faults,
    rates: new RateLimiter(options.rates, clock),
    onCall: (call) => listeners.forEach((listener) => listener(call)),
  });
  const listener = await listenForCalls(server, { wanted: options.listen ?? {}, clock, randomness }).catch(
    async (error: unknown) => {
      await workspace.close();
      throw error;
    },
  );
  const stop = async () => {
    await listener.close();
    await Promise.all(account.instances.map(({ machine }) => machine.halt('kill')));
    await lifecycle.stop();
    await workspace.close();
  };
  let stopping: Promise<void> | undefined;
  const cloud: LinodeCloud = {
    endpoint: listener.endpoint,
    token,
    readOnlyToken: `${token}-read-only`,
    directory: workspace.directory,
    get instances() {
      return account.instances.map((instance) => showInstance(instance, account));
    },
    instance: (label) => findInstance(account, label),
    passwords: account.passwords,
    faults: { add: (fault) => faults.add(fault), liftAll: () => faults.liftAll() },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shell: async (address, command) => {
      const found = account.instances.find(({ record }) => record.ipv4.includes(address));
      if (found === undefined) return { code: 255, output: `connect to host ${address}: No route to host` };
      return found.machine.run(command);
    },
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => cloud.stop(),
  };
  return cloud;
}

/** Where the API listens. */
async function listenForCalls(
  server: Server,
  { wanted, clock, randomness }: Pick<ListenerOptions, 'wanted' | 'clock' | 'randomness'>,
): Promise<{ readonly endpoint: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    server.emit('connection', socket);
  };
  const listener = await openListener({ wanted, accept, clock, randomness });
  return {
    endpoint: `http://${listener.address}:${listener.port}`,
    close: async () => {
      await listener.close();
      // The server did not accept them itself, so it does not know them.
      for (const socket of sockets) socket.destroy();
    },
  };
}

interface MachineFactory {
  readonly account: Account;
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly options: LinodeCloudOptions;
}

/** Makes an instance's machine, in a separate folder and on an address that no other instance has. */
function machineFactory({ account, workspace, clock, randomness, options }: MachineFactory) {
  const { environment = {}, machineFolders = [process.cwd(), CHECKOUT] } = options;
  return (id: number, label: string, region: string) => {
    const address = freeAddress(account, randomness);
    const machine = new Machine({
      label,
      region,
      address,
      directory: join(workspace.directory, String(id)),
      workspace,
      clock,
      environment,
      machineFolders: [...PROGRAMS, ...machineFolders],
    });
    return { machine, address };
  };
}

function findInstance(account: Account, label: string): LocalLinode {
  const found = account.instances.find(({ record }) => record.label === label);
  if (found !== undefined) return showInstance(found, account);
  const labels = account.instances.map(({ record }) => record.label);
  throw new SandboxError('UND_SANDBOX_INSTANCE_UNKNOWN', {
    what: `there is no instance ${label}; there are ${labels.join(', ') || 'none'}.`,
    details: { label, labels },
  });
}

function showInstance(instance: Instance, account: Account): LocalLinode {
  const { record, machine } = instance;
  return {
    id: record.id,
    get label() {
      return record.label;
    },
    region: record.region,
    type: record.type,
    get tags() {
      return record.tags;
    },
    get status() {
      return record.status;
    },
    address: record.ipv4[0] ?? '',
    directory: machine.directory,
    get units() {
      return machine.units;
    },
    journal: () => machine.journal(),
    crash: async () => {
      account.setStatus(instance, 'offline');
      await machine.halt('kill');
    },
    hang: () => {
      instance.hung = true;
      machine.signal('SIGSTOP');
    },
    resume: () => {
      instance.hung = false;
      machine.signal('SIGCONT');
    },
    killService: (name) => machine.units.find((unit) => unit.name === name)?.signal('SIGKILL'),
  };
}

/** 127.x.y.z that no other instance has; the first network is left to everybody else. */
function freeAddress(account: Account, randomness: Randomness): string {
  const part = (from: number, count: number) => String(from + Math.floor(randomness.fraction() * count));
  for (;;) {
    const address = `127.${part(64, 190)}.${part(0, 256)}.${part(1, 254)}`;
    if (!account.instances.some(({ record }) => record.ipv4.includes(address))) return address;
  }
}
