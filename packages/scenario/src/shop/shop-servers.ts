import type { Clock } from '@understudy/core';
import { renderHaproxy, type HostOptions } from '@understudy/haproxy-config';
import { localTransport } from '@understudy/haproxy-runtime';
import { linodeClient, Provisioner, type LinodeInstance } from '@understudy/linode-provisioner';
import {
  ACCESS_KEY,
  launchHaproxy,
  startLinodeCloud,
  type HaproxyPaths,
  type LinodeCloud,
  type LocalCloud,
  type LocalHaproxy,
  type LocalLinode,
} from '@understudy/sandbox';
import type { Topology, Traffic } from '@understudy/topology';
import { HaproxyBalancer, poolHooks, TrafficPools } from '@understudy/traffic';
import { ScenarioError } from '../errors.ts';
import { WEB } from './describe-pools.ts';

export interface ShopServersOptions {
  readonly cloud: LocalCloud;
  readonly topology: Topology;
  /** The checkout: where the programs of the servers are. */
  readonly root: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

/** Local instances answer within milliseconds, so they are polled more often than Linode's. */
const LOCAL_PACE = { pollMs: 100, probeLimitMs: 2_000 };

/** Lines of each instance that an error quotes, and of all. */
const KEPT_LINES = 10;
const MOST_LINES = 40;

/** The shop's servers: instances of a local Linode account, made by the provisioner, behind a real HAProxy. */
export class ShopServers implements AsyncDisposable {
  readonly #options: ShopServersOptions;
  readonly #linode: LinodeCloud;
  readonly #provisioner: Provisioner;
  readonly #pools = new TrafficPools();
  readonly #lastLines: string[] = [];
  #haproxy: LocalHaproxy | undefined;

  private constructor(options: ShopServersOptions, linode: LinodeCloud) {
    const { topology, clock } = options;
    this.#options = options;
    this.#linode = linode;
    const { joined, leaving } = poolHooks(this.#pools);
    this.#provisioner = new Provisioner({
      service: topology.service,
      pools: topology.pools,
      api: linodeClient({ token: linode.token, endpoint: linode.endpoint, clock }),
      hooks: {
        joined,
        leaving: async (pool, instance) => {
          this.#keepLastLines(instance);
          await leaving(pool, instance);
        },
      },
      options: LOCAL_PACE,
      clock,
    });
  }

  /**
   * Makes the pools, and starts HAProxy in front of them once they serve.
   * @throws ScenarioError `UND_SCENARIO_SERVERS_FAILED`, and the signal's reason; nothing is left running then
   */
  static async start(options: ShopServersOptions): Promise<ShopServers> {
    const { cloud, topology, root, signal } = options;
    if (topology.traffic === undefined) throw new TypeError('The topology has no traffic to balance.');
    const linode = await startLinodeCloud({
      machineFolders: [root, cloud.directory, '/usr'],
      environment: {
        AWS_ACCESS_KEY_ID: ACCESS_KEY,
        AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
    const servers = new ShopServers(options, linode);
    try {
      await servers.#provisioner.apply();
      await servers.#startBalancer(topology.traffic);
      return servers;
    } catch (cause) {
      const lines = [...servers.#lastLines, ...linode.instances.flatMap(lastLinesOf)].slice(-MOST_LINES);
      await servers.stop();
      if (signal.aborted) throw cause;
      throw new ScenarioError('UND_SCENARIO_SERVERS_FAILED', {
        what: `${cause instanceof Error ? cause.message : String(cause)} The instances' last lines:\n${lines.join('\n')}`,
        cause,
      });
    }
  }

  /** kill -9 of everything on one web server. @returns its label */
  async crash(): Promise<string> {
    const [first] = this.#webServers;
    if (first === undefined)
      throw new ScenarioError('UND_SCENARIO_SERVERS_FAILED', { what: 'No web server is left.' });
    await this.#linode.instance(first).crash();
    return first;
  }

  /** Has the provisioner look at the web pool and bring it to what is declared. */
  async repair(): Promise<void> {
    await this.#provisioner.ensure(WEB.pool);
  }

  /** Replaces every web server by a new instance, one after the other. @returns how many */
  async replaceAll(): Promise<number> {
    const labels = this.#webServers;
    for (const label of labels) {
      this.#options.signal.throwIfAborted();
      const fresh = await this.#provisioner.replace(label);
      this.#options.say(`  ${label} was replaced by ${fresh.label}.`);
    }
    return labels.length;
  }

  async stop(): Promise<void> {
    await this.#pools.close();
    await this.#haproxy?.stop();
    await this.#linode.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  get #webServers(): readonly string[] {
    return (this.#pools.pools[WEB.pool] ?? []).map(({ name }) => name);
  }

  async #startBalancer(traffic: Traffic): Promise<void> {
    const { cloud, clock, signal } = this.#options;
    const { pools } = this.#pools;
    this.#haproxy = await launchHaproxy({
      cloud,
      clock,
      signal,
      config: (paths) => renderHaproxy({ traffic, pools, host: hostOf(paths) }),
    });
    const { paths } = this.#haproxy;
    const { statsSocket, masterSocket, configFile, stateFile } = paths;
    this.#pools.attach(
      new HaproxyBalancer({
        name: 'HAProxy',
        traffic,
        host: hostOf(paths),
        runtime: { configFile, stateFile },
        transport: localTransport({ stats: statsSocket, master: masterSocket }),
        clock,
      }),
    );
  }

  /** What an instance wrote that leaves before HAProxy runs: it did not come up. */
  #keepLastLines({ label }: LinodeInstance): void {
    if (this.#haproxy === undefined) this.#lastLines.push(...lastLinesOf(this.#linode.instance(label)));
  }
}

function hostOf({ statsSocket, stateFile }: HaproxyPaths): Partial<HostOptions> {
  return { statsSocket, stateFile, log: 'stdout', runAs: 'starter' };
}

function lastLinesOf(instance: LocalLinode): readonly string[] {
  return instance
    .journal()
    .slice(-KEPT_LINES)
    .map((line) => `  ${instance.label}: ${line}`);
}
