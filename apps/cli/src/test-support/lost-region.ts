import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import {
  launchProgram,
  prepareTable,
  roleEnvironment,
  startLocalCredentials,
  startTestCloud,
  type ActiveFault,
  type LocalCloud,
  type LocalCredentials,
  type RunningProgram,
} from '@understudy/sandbox';
import { fileURLToPath } from 'node:url';
import { startProcess } from './start-process.ts';

export const [WRITER, STANDBY] = ['us-east-1', 'eu-central-1'] as const;
const WITNESS = 'eu-west-1';
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

const LIMITS = {
  leaseMs: 3_000,
  attemptTimeoutMs: 2_000,
  controlTimeoutMs: 900,
  writeDeadlineMs: 9_000,
  maxRequestAgeMs: 5_000,
  streamQuietMs: 500,
  // DynamoDB Local dates records to the minute.
  maxLagMs: 90_000,
};

/** What became of one command, and how long it took. */
export interface TimedCommand {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly tookMs: number;
}

/**
 * A service whose endpoints have names, and whose programs have their keys from STS by a role. All of one region can be lost:
 * packets, the name, and STS.
 */
export class LostRegion {
  readonly cloud: LocalCloud;
  readonly #credentials: LocalCredentials;
  readonly #directory: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #programs: RunningProgram[] = [];
  #missed: ActiveFault | undefined;

  private constructor(
    cloud: LocalCloud,
    credentials: LocalCredentials,
    directory: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.cloud = cloud;
    this.#credentials = credentials;
    this.#directory = directory;
    this.#env = env;
  }

  /** Sets the service up, and starts its replicator. No orchestrator runs. */
  static async open(): Promise<LostRegion> {
    const [cloud, credentials, directory] = await Promise.all([
      startTestCloud({ regions: [WRITER, STANDBY], witness: WITNESS }),
      startLocalCredentials(),
      mkdtemp(join(tmpdir(), 'understudy-lost-region-')),
    ]);
    const names = await cloud.serveNames();
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
    const env = {
      ...own,
      ...names.environment,
      ...(await roleEnvironment(credentials, directory)),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
    const service = new LostRegion(cloud, credentials, directory, env);
    try {
      await service.#setUp();
      return service;
    } catch (error) {
      await service.close();
      throw error;
    }
  }

  /** Runs `understudy WORDS` as a process, and measures it. */
  async run(...words: readonly string[]): Promise<TimedCommand> {
    const clock = systemClock();
    const beganMs = clock.monotonicMs();
    const { ended, child } = startProcess([...words, '-f', this.#file], { env: this.#env });
    child.stdin?.end();
    const outcome = await ended;
    return { ...outcome, tookMs: clock.monotonicMs() - beganMs };
  }

  /** Drops every packet to the region, leaves its STS silent, and lets its name resolve as `name` says. */
  async lose(name: 'ENOTFOUND' | 'silence'): Promise<void> {
    const { faults } = this.cloud.region(WRITER);
    this.#credentials.moods.set(WRITER, 'hangs');
    this.#missed = faults.add({ kind: 'name', code: name });
    await faults.add({ kind: 'unreachable' }).inEffect;
  }

  /** How often a look-up of the region's name failed. */
  get nameMissed(): number {
    return this.#missed?.hits ?? 0;
  }

  /** Brings all of it back. */
  async restore(): Promise<void> {
    this.#credentials.moods.clear();
    await this.cloud.region(WRITER).faults.liftAll();
  }

  /** How often the region's STS was asked. */
  get stsAsked(): number {
    return this.#credentials.asked.filter((region) => region === WRITER).length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop()));
    await this.#credentials.close();
    await this.cloud.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.#directory, 'understudy.yaml');
  }

  async #setUp(): Promise<void> {
    const at = (name: string) => ({ name, endpoint: this.cloud.region(name).namedEndpoint });
    await writeFile(
      this.#file,
      JSON.stringify({
        service: 'shop',
        regions: { data: [at(WRITER), at(STANDBY)], witness: { endpoints: [at(WITNESS)] } },
        tables: [{ name: 'orders' }],
        limits: LIMITS,
        orchestrator: {
          observers: [
            { name: 'orch-1', place: 'newark' },
            { name: 'orch-2', place: 'frankfurt' },
            { name: 'orch-3', place: 'london' },
          ],
        },
      }),
    );
    for (const region of [WRITER, STANDBY])
      await prepareTable(this.cloud.region(region).client(), { name: 'orders', key: { id: 'S' } });
    const { code, err } = await this.run('setup', '--yes');
    if (code !== 0) throw new Error(`setup ended with ${String(code)}: ${err}`);
    this.#programs.push(
      await launchProgram({
        cloud: this.cloud,
        name: 'The replicator',
        main: MAIN,
        args: ['replicator', 'run', '-f', this.#file, '--port', '0'],
        env: this.#env as Readonly<Record<string, string>>,
      }),
    );
    const replicates = async () => (await this.run('status')).out.includes('replicating');
    await waitFor(replicates, { clock: systemClock(), everyMs: 500, limitMs: PATIENCE_MS });
  }
}
