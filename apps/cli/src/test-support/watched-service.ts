import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, waitFor } from '@understudy/core';
import {
  ACCESS_KEY,
  findFreePort,
  launchAlertmanager,
  launchProgram,
  launchPrometheus,
  prepareTable,
  startTestCloud,
  type LocalCloud,
  type LocalServer,
  type RunningProgram,
} from '@understudy/sandbox';
import { runUnderstudy, type Outcome } from './run-understudy.ts';
import { askAlertmanager, askPrometheus, queryPrometheus, type FiringAlert } from './ask-prometheus.ts';

export const [WRITER, STANDBY, WITNESS] = ['us-east-1', 'eu-central-1', 'eu-west-1'] as const;

/** Short ones: a request waits for seconds, and a failover takes as long. */
const LIMITS = {
  leaseMs: 3_000,
  attemptTimeoutMs: 2_000,
  controlTimeoutMs: 900,
  writeDeadlineMs: 9_000,
  maxRequestAgeMs: 5_000,
  streamQuietMs: 500,
  // DynamoDB Local dates records to the minute.
  maxLagMs: 70_000,
};
const REPLICATION = { parkAfterAttempts: 2 };
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const EVERY_SECONDS = 1;

export interface WatchedServiceOptions {
  /** The section `orchestrator` of the topology. */
  readonly orchestrator: Readonly<Record<string, unknown>>;
  /** Programs whose readiness is evidence, by name. */
  readonly programs?: readonly string[];
  /** Further programs that Prometheus scrapes, by job: `host:port`. */
  readonly scrapes?: Readonly<Record<string, string>>;
  /** Rules of the application, beside Understudy's. */
  readonly ownRules?: string;
  /** The longest that a fault has to hold before its alert fires. */
  readonly mostHoldSeconds: number;
}

/**
 * A service in the local cloud whose programs run as processes, with a real Prometheus and a real Alertmanager on what
 * `understudy monitoring render` writes.
 */
export class WatchedService {
  readonly cloud: LocalCloud;
  readonly file: string;
  readonly programs = new Map<string, RunningProgram>();
  readonly #options: WatchedServiceOptions;
  readonly #ports = new Map<string, number>();
  #prometheus: LocalServer | undefined;
  #alertmanager: LocalServer | undefined;

  private constructor(cloud: LocalCloud, options: WatchedServiceOptions) {
    this.cloud = cloud;
    this.file = join(cloud.directory, 'understudy.yaml');
    this.#options = options;
  }

  /** Sets the service up; its programs are started by name. */
  static async open(options: WatchedServiceOptions, ports: readonly string[]): Promise<WatchedService> {
    const cloud = await startTestCloud({ regions: [WRITER, STANDBY], witness: WITNESS });
    const service = new WatchedService(cloud, options);
    try {
      for (const name of ports) service.#ports.set(name, await findFreePort());
      await service.#setUp();
      return service;
    } catch (error) {
      await cloud.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
    await this.cloud.stop();
  }

  /** `127.0.0.1:PORT` of a program, also while it does not run. */
  address(name: string): string {
    return `127.0.0.1:${this.#ports.get(name) ?? 0}`;
  }

  /** Starts a daemon of `understudy` on its port. */
  async start(
    name: string,
    words: readonly string[],
    { file = this.file, env = {} }: { readonly file?: string; readonly env?: Record<string, string> } = {},
  ): Promise<RunningProgram> {
    const args = [...words, '-f', file, '--port', String(this.#ports.get(name) ?? 0)];
    const program = await launchProgram({ cloud: this.cloud, name, main: MAIN, args, env });
    this.programs.set(name, program);
    return program;
  }

  async stop(name: string): Promise<void> {
    await this.programs.get(name)?.stop();
    this.programs.delete(name);
  }

  program(name: string): RunningProgram {
    const program = this.programs.get(name);
    if (program === undefined) throw new RangeError(`${name} does not run.`);
    return program;
  }

  /** The topology, with changes of its section `orchestrator`. */
  topology(change: Readonly<Record<string, unknown>> = {}): string {
    const at = (name: string) => ({ name, endpoint: this.cloud.region(name).endpoint });
    return JSON.stringify({
      service: 'shop',
      regions: { data: [at(WRITER), at(STANDBY)], witness: { endpoints: [at(WITNESS)] } },
      tables: [{ name: 'orders' }],
      limits: LIMITS,
      replication: REPLICATION,
      orchestrator: {
        ...this.#options.orchestrator,
        programs: (this.#options.programs ?? []).map((name) => ({
          name,
          url: `http://${this.address(name)}`,
        })),
        ...change,
      },
    });
  }

  /** Renders the files as a person does, and starts both. */
  async watch(): Promise<void> {
    const { scrapes = {}, ownRules, mostHoldSeconds } = this.#options;
    const folder = join(this.cloud.directory, 'monitoring');
    const port = await findFreePort();
    const targets = {
      ...Object.fromEntries([...this.#ports.keys()].map((name) => [name, this.address(name)])),
      ...scrapes,
    };
    const words = Object.entries(targets).flatMap(([name, address]) => ['--scrape', `${name}=${address}`]);
    const asked = ['--out', folder, '--alertmanager', `127.0.0.1:${port}`, '-f', this.file, '-o', 'json'];
    const times = ['--every-seconds', String(EVERY_SECONDS), '--most-hold-seconds', String(mostHoldSeconds)];
    const rendered = await this.understudy(['monitoring', 'render', ...words, ...asked, ...times]);
    if (rendered.code !== 0) throw new Error(rendered.err);
    await mkdir(join(folder, 'rules'), { recursive: true });
    if (ownRules !== undefined) await writeFile(join(folder, 'rules', 'shop.yml'), ownRules);
    const at = (name: string) => join(folder, name);
    const { cloud } = this;
    this.#alertmanager = await launchAlertmanager({ cloud, configFile: at('alertmanager.yml'), port });
    this.#prometheus = await launchPrometheus({ cloud, configFile: at('prometheus.yml') });
  }

  understudy(words: readonly string[]): Promise<Outcome> {
    return runUnderstudy(words);
  }

  /** What fires in Prometheus now. */
  firing(): Promise<readonly FiringAlert[]> {
    return askPrometheus(this.#prometheus?.url ?? '');
  }

  /** What Alertmanager sends, and does not inhibit. */
  sent(): Promise<readonly FiringAlert[]> {
    return askAlertmanager(this.#alertmanager?.url ?? '');
  }

  /** The first sample of an expression; `undefined` without one. */
  async value(expression: string): Promise<number | undefined> {
    return queryPrometheus(this.#prometheus?.url ?? '', expression);
  }

  /** Waits for a condition; gives how long it took, in ms. @throws Error where it is not met in time */
  async until(
    what: string,
    condition: () => Promise<boolean> | boolean,
    { limitMs = 120_000, everyMs = 100 }: { readonly limitMs?: number; readonly everyMs?: number } = {},
  ): Promise<number> {
    const waited = await waitFor(condition, { clock: systemClock(), everyMs, limitMs });
    if (waited.met) return waited.afterMs;
    throw new Error(`Not within ${limitMs / 1_000} s: ${what}.`);
  }

  async #setUp(): Promise<void> {
    for (const region of [WRITER, STANDBY])
      await prepareTable(this.cloud.region(region).client(), {
        name: 'orders',
        key: { id: 'S' },
        stream: true,
      });
    await writeFile(this.file, this.topology());
    // The SDK reads the environment of this process.
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
    const made = await this.understudy(['setup', '--yes', '-f', this.file]);
    if (made.code !== 0) throw new Error(made.err);
  }
}
