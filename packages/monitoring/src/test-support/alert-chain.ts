import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  findFreePort,
  launchAlertmanager,
  launchPrometheus,
  openWorkspace,
  type CompanionOptions,
  type Workspace,
} from '@understudy/sandbox';
import { renderMonitoring } from '../render-monitoring.ts';
import { writeFiles } from '../write-files.ts';

/** An alert as Alertmanager posts it. */
export interface DeliveredAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * The rendered files in a real Prometheus and a real Alertmanager: they scrape and notify one server of the test, whose
 * samples the test sets. Everything ends with the test's process, also where that crashes.
 */
export class AlertChain {
  /** What Alertmanager has delivered, in this order. */
  readonly delivered: DeliveredAlert[] = [];
  /** What the next scrape gets, in Prometheus's text format. */
  metrics = '';
  readonly #server: Server;
  readonly #workspace: Workspace;
  #prometheus = '';
  #alertmanager = '';

  private constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#server = createServer((request, response) => {
      if (request.method !== 'POST') response.end(this.metrics);
      else
        void readBody(request).then((body) => {
          this.delivered.push(...(JSON.parse(body) as { readonly alerts: readonly DeliveredAlert[] }).alerts);
          response.end();
        });
    });
  }

  static async open(): Promise<AlertChain> {
    const chain = new AlertChain(await openWorkspace());
    try {
      await chain.#start();
    } catch (error) {
      await chain.close();
      throw error;
    }
    return chain;
  }

  /** Asks Prometheus's API; gives `data` of its answer, `undefined` where it does not answer or refuses. */
  async query(expression: string): Promise<unknown> {
    const url = `${this.#prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok !== true) return undefined;
    return ((await response.json()) as { readonly data: unknown }).data;
  }

  /** Raises alerts as Prometheus would. */
  async raise(alerts: readonly Pick<DeliveredAlert, 'labels'>[]): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(alerts);
    const response = await fetch(`${this.#alertmanager}/api/v2/alerts`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
  }

  /** The names of the alerts that Alertmanager sends, and of those that it inhibits. */
  async states(): Promise<{ readonly active: readonly string[]; readonly suppressed: readonly string[] }> {
    const response = await fetch(`${this.#alertmanager}/api/v2/alerts`);
    const alerts = (await response.json()) as readonly {
      readonly labels: { readonly alertname: string };
      readonly status: { readonly state: string };
    }[];
    const inState = (state: string) =>
      alerts.filter(({ status }) => status.state === state).map(({ labels }) => labels.alertname);
    return { active: inState('active'), suppressed: inState('suppressed') };
  }

  async close(): Promise<void> {
    await this.#workspace.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    const alertmanagerPort = await findFreePort();
    const files = renderMonitoring({
      service: 'shop',
      targets: [{ name: 'replicator', address: `127.0.0.1:${port}`, scheme: 'http', path: '/metrics' }],
      alertmanager: `127.0.0.1:${alertmanagerPort}`,
      runbooks: 'https://docs.example',
      everySeconds: 1,
      webhook: `http://127.0.0.1:${port}/alerts`,
      timing: { groupWait: '0s', groupInterval: '1s' },
    });
    await writeFiles(files, { folder: this.#workspace.directory, force: false });
    const { directory } = this.#workspace;
    const cloud = {
      directory,
      launch: ({ command, args, env = process.env }: CompanionOptions) =>
        this.#workspace.launch({ command, args, env, cwd: directory }),
    };
    const at = (name: string) => join(directory, name);
    const started = [
      launchAlertmanager({ cloud, configFile: at('alertmanager.yml'), port: alertmanagerPort }),
      launchPrometheus({ cloud, configFile: at('prometheus.yml') }),
    ];
    const [alerts, series] = await Promise.all(started);
    this.#alertmanager = alerts?.url ?? '';
    this.#prometheus = series?.url ?? '';
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
