import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { silentTelemetry, systemClock, waitFor } from '@understudy/core';
import { collectAudit, MemoryControlStore } from '@understudy/control-store/testing';
import type { AuditEntry, RepairAttempt } from '@understudy/findings';
import { renderHaproxy } from '@understudy/haproxy-config';
import { linodeClient, Provisioner } from '@understudy/linode-provisioner';
import { MoveWorld, REGION_A, REGION_B, WORLD_LIMITS } from '@understudy/moves/testing';
import {
  findFreePort,
  launchHaproxy,
  openWorkspace,
  startLinodeCloud,
  type LinodeCloud,
  type LocalHaproxy,
  type Workspace,
} from '@understudy/sandbox';
import {
  readTraffic,
  type PoolSpec,
  type ServerSettings,
  type Traffic,
  type WatchedBalancer,
} from '@understudy/topology';
import { memberOf } from '@understudy/traffic';
import type { RepairHands } from '../act/repair-hands.ts';
import { Orchestrator } from '../orchestrator.ts';
import { openPools, type OpenedPools } from '../pools/index.ts';
import { samplePolicy, sampleServerSettings } from '../testing/index.ts';
import { mortal, type Life } from './mortal.ts';
import { repairPool } from './repair-pool.ts';

/** Local servers boot within milliseconds. */
const PACE = { pollMs: 100, probeLimitMs: 2_000, runLimitMs: 60_000, lookLimitMs: 1_000 };
const LIMIT_MS = 120_000;

const SETTINGS: ServerSettings = {
  ...sampleServerSettings,
  lookEveryMs: 200,
  lookLimitMs: 5_000,
  downForMs: 500,
  mostPercent: 50,
  restartLimitMs: 60_000,
  rebootLimitMs: 60_000,
  replaceLimitMs: 90_000,
};

interface Living {
  readonly orchestrator: Orchestrator;
  readonly opened: OpenedPools;
  readonly life: Life;
}

/** Servers of a local Linode account behind two real HAProxies on one port, and orchestrators that repair them. */
export class RepairWorld {
  readonly clock = systemClock();
  readonly control = new MemoryControlStore({ clock: this.clock });
  readonly pool: PoolSpec;
  readonly cloud: LinodeCloud;
  readonly traffic: Traffic;
  readonly port: number;
  readonly calls: string[] = [];
  readonly #moves = new MoveWorld();
  readonly #workspaces: Workspace[] = [];
  readonly #haproxies: LocalHaproxy[] = [];
  readonly #balancers: WatchedBalancer[] = [];
  readonly #living: Living[] = [];

  private constructor(pool: PoolSpec, cloud: LinodeCloud, traffic: Traffic, port: number) {
    this.pool = pool;
    this.cloud = cloud;
    this.traffic = traffic;
    this.port = port;
    cloud.watch(({ method, path }) => {
      if (method !== 'GET') this.calls.push(`${method} ${path}`);
    });
  }

  /** Makes the servers, then starts the balancers in front of them. */
  static async open(count: number): Promise<RepairWorld> {
    const [port, adminPort] = [await findFreePort(), await findFreePort()];
    const pool = repairPool(count);
    const world = new RepairWorld(pool, await startLinodeCloud(), readSample(pool, port, adminPort), port);
    await world.#moves.begin();
    const { endpoint, token } = world.cloud;
    const api = linodeClient({ token, endpoint });
    const provisioner = new Provisioner({ service: 'shop', pools: [pool], api, options: PACE });
    const [report] = await provisioner.apply();
    const members = (report?.instances ?? []).flatMap((instance) => memberOf(instance) ?? []);
    for (const name of ['lb-1', 'lb-2']) await world.#startBalancer(name, { web: members });
    world.calls.length = 0;
    return world;
  }

  /** Starts an orchestrator with other settings than the usual ones. @param hands what its hands are, if not the real ones */
  start(
    name: string,
    change: Partial<ServerSettings> = {},
    hands: (real: RepairHands, life: Life) => RepairHands = (real) => real,
  ): Life {
    const settings = { ...SETTINGS, balancers: this.#balancers, ...change };
    const { endpoint, token } = this.cloud;
    const opened = openPools({
      service: 'shop',
      pools: [this.pool],
      traffic: this.traffic,
      settings,
      linode: { endpoint, token },
      shell: { run: (address, command) => this.cloud.shell(address, command) },
      pace: PACE,
      clock: this.clock,
      telemetry: silentTelemetry,
    });
    const life: Life = { dead: false };
    const { routes, fences, links } = this.#moves;
    const orchestrator = new Orchestrator({
      service: 'shop',
      name,
      version: '1.0.0',
      fingerprint: 'same',
      settings: {
        ...samplePolicy,
        automatic: false,
        reportEveryMs: 300,
        leaderTtlMs: 2_000,
        servers: settings,
      },
      regions: [REGION_A, REGION_B],
      tables: [],
      limits: WORLD_LIMITS,
      control: mortal(this.control, life),
      routeStore: mortal(routes, life),
      fences,
      barriers: links,
      probe: { takesWrites: async () => true },
      eyes: { start: () => undefined, stop: async () => undefined, sights: () => [], doubts: () => [] },
      readProgram: async () => {
        throw new Error('No programs are declared.');
      },
      servers: {
        eyes: opened.eyes,
        ...(opened.hands && { hands: hands(mortalHands(opened.hands, life), life) }),
      },
      tickMs: 100,
    });
    orchestrator.start();
    this.#living.push({ orchestrator, opened, life });
    return life;
  }

  /** Waits for a condition. @throws Error where it is not met in time, with the audit */
  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    const { met } = await waitFor(condition, { clock: this.clock, everyMs: 50, limitMs: LIMIT_MS });
    if (met) return;
    const lines = (await this.audit()).map(({ by, what: told }) => `${by}: ${told}`);
    throw new Error(`Not in time: ${what}.\n${lines.join('\n')}`);
  }

  /** The attempts at the server of a place. */
  async attempts(slot: number): Promise<readonly RepairAttempt[]> {
    const { repairs } = await this.control.read();
    return repairs.find((repair) => repair.slot === slot)?.attempts ?? [];
  }

  audit(): Promise<readonly AuditEntry[]> {
    return collectAudit(this.control);
  }

  /** Who answers, of twenty requests on new connections. */
  async answering(): Promise<readonly string[]> {
    const names = new Set<string>();
    for (let asked = 0; asked < 20; asked += 1) {
      const answer = await fetch(`http://127.0.0.1:${String(this.port)}/`, {
        headers: { connection: 'close' },
      });
      names.add(answer.ok ? await answer.text() : String(answer.status));
    }
    return [...names].sort();
  }

  /** Asks one server itself. */
  async ask(label: string, path: string): Promise<void> {
    await fetch(`http://${this.cloud.instance(label).address}:${String(this.pool.health.port)}${path}`);
  }

  async close(): Promise<void> {
    for (const { orchestrator, opened, life } of this.#living) {
      // What a dead one waits for never comes.
      if (life.dead) void orchestrator.stop();
      else await orchestrator.stop();
      await opened.close();
    }
    await Promise.all(this.#haproxies.map((haproxy) => haproxy.stop()));
    await this.cloud.stop();
    await Promise.all(this.#workspaces.map((workspace) => workspace.close()));
    await this.#moves.end();
  }

  async #startBalancer(name: string, pools: Parameters<typeof renderHaproxy>[0]['pools']): Promise<void> {
    const workspace = await openWorkspace();
    this.#workspaces.push(workspace);
    const directory = join(workspace.directory, name);
    await mkdir(directory);
    const haproxy = await launchHaproxy({
      cloud: {
        directory,
        launch: ({ command, args, env = process.env }) =>
          workspace.launch({ command, args, env, cwd: directory }),
      },
      config: ({ statsSocket, stateFile }) =>
        renderHaproxy({
          traffic: this.traffic,
          ...(pools && { pools }),
          host: { statsSocket, stateFile, log: 'stdout', runAs: 'starter' },
        }),
    });
    this.#haproxies.push(haproxy);
    this.#balancers.push({ name, ...haproxy.paths, log: 'stdout', keepUser: true });
  }
}

/** Both balancers listen on one port: Linux spreads connections over them. */
function readSample({ health }: PoolSpec, port: number, adminPort: number): Traffic {
  const check = { path: health.path, intervalMs: 100, downIntervalMs: 100, rise: 2, fall: 2 };
  const read = readTraffic(
    {
      traffic: {
        frontends: [{ name: 'shop', binds: [{ address: '127.0.0.1', port }], defaultBackend: 'web' }],
        backends: [{ name: 'web', pool: 'web', port: health.port, check }],
        admin: { port: adminPort },
      },
    },
    ['web'],
  );
  if (!read.fits || read.traffic === undefined) throw new Error(JSON.stringify(read));
  return read.traffic;
}

/** The hands of a process: when it is dead, they change nothing more. */
function mortalHands(hands: RepairHands, life: Life): RepairHands {
  return {
    carryOut: (attempt, context) =>
      hands.carryOut(attempt, {
        ...context,
        guard: () => {
          if (life.dead) throw new Error('The process is dead.');
          context.guard();
        },
      }),
  };
}
