import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { renderHaproxy } from '@understudy/haproxy-config';
import { findFreePort, openWorkspace, type Workspace } from '@understudy/sandbox';
import { readTraffic, type TrafficInput } from '@understudy/topology';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localTransport } from '../adapters/local-transport.ts';
import { HaproxyRuntime } from '../haproxy-runtime.ts';
import type { HaproxyRuntimeOptions } from '../options.ts';
import type { HaproxyTransport } from '../types.ts';

const APP = fileURLToPath(new URL('./app-server.mjs', import.meta.url));
const clock = systemClock();

/** An application server in a separate process. */
export interface App {
  readonly name: string;
  readonly port: number;
  kill(): Promise<void>;
}

export interface TestBalancer {
  readonly workspace: Workspace;
  readonly folder: string;
  /** Where clients come in. */
  readonly port: number;
  readonly statsSocket: string;
  readonly masterSocket: string;
  readonly options: Partial<HaproxyRuntimeOptions>;
  readonly transport: HaproxyTransport;
  readonly runtime: HaproxyRuntime;
  /** The configuration for these apps. */
  render(apps: readonly App[], change?: (traffic: TrafficInput) => TrafficInput): string;
  startApp(name: string, env?: Readonly<Record<string, string>>): Promise<App>;
  /** Starts HAProxy with a configuration. */
  start(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A real HAProxy and its apps in a workspace that nothing of it outlives. */
export async function openBalancer(limits: Partial<HaproxyRuntimeOptions> = {}): Promise<TestBalancer> {
  const workspace = await openWorkspace();
  const folder = workspace.directory;
  const at = (name: string) => join(folder, name);
  const [port, adminPort] = [await findFreePort(), await findFreePort()];
  const [statsSocket, masterSocket] = [at('admin.sock'), at('master.sock')];
  const options = { configFile: at('haproxy.cfg'), stateFile: at('state'), lookEveryMs: 20, ...limits };
  const transport = localTransport({ stats: statsSocket, master: masterSocket });
  const host = { statsSocket, stateFile: at('state'), log: 'stdout', runAs: 'starter' as const };
  return {
    workspace,
    folder,
    port,
    statsSocket,
    masterSocket,
    options,
    transport,
    runtime: new HaproxyRuntime(transport, options),
    render: (apps, change = (traffic) => traffic) => {
      const traffic = change({
        frontends: [{ name: 'web', binds: [{ address: '127.0.0.1', port }], defaultBackend: 'shop' }],
        backends: [
          {
            name: 'shop',
            check: { path: '/healthz', intervalMs: 200, downIntervalMs: 100, rise: 2, fall: 2 },
            ...(apps.length === 0
              ? { template: { prefix: 'slot-', count: 2, port: 1 } }
              : { servers: apps.map((app) => ({ name: app.name, address: '127.0.0.1', port: app.port })) }),
          },
        ],
        admin: { port: adminPort },
        timeouts: { hardStopMs: 5000 },
      });
      const read = readTraffic({ traffic });
      if (!read.fits || read.traffic === undefined) throw new Error(JSON.stringify(read));
      return renderHaproxy({ traffic: read.traffic, host });
    },
    startApp: async (name, env = {}) => {
      const appPort = await findFreePort();
      const launched = await workspace.launch({
        command: process.execPath,
        args: [APP],
        cwd: folder,
        env: { PATH: process.env.PATH, NAME: name, PORT: String(appPort), ...env },
      });
      await untilOpen({ host: env['ADDRESS'] ?? '127.0.0.1', port: appPort });
      return { name, port: appPort, kill: () => launched.kill() };
    },
    start: async (text) => {
      writeFileSync(at('haproxy.cfg'), text);
      writeFileSync(at('state'), '1\n');
      const launched = await workspace.launch({
        command: 'haproxy',
        args: ['-W', '-f', at('haproxy.cfg'), '-S', masterSocket, '-p', at('haproxy.pid')],
        cwd: folder,
        env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
      });
      try {
        await untilOpen({ path: statsSocket });
        await untilOpen({ host: '127.0.0.1', port });
      } catch (cause) {
        throw new Error(`HAProxy did not start: ${launched.lastLines().join('\n')}`, { cause });
      }
    },
    close: () => workspace.close(),
  };
}

/** Waits until something accepts there. */
export async function untilOpen(
  to: { readonly path: string } | { readonly host: string; readonly port: number },
) {
  const open = await waitFor(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(to);
        socket.once('connect', () => {
          socket.destroy();
          resolve(true);
        });
        socket.once('error', () => resolve(false));
      }),
    { clock, everyMs: 20, limitMs: PATIENCE_MS },
  );
  if (!open.met) throw new Error(`Nothing accepts at ${JSON.stringify(to)}.`);
}
