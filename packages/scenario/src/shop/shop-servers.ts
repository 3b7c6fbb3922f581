import type { Clock } from '@understudy/core';
import type { PoolMember } from '@understudy/haproxy-config';
import { linodeClient, Provisioner, type LinodeInstance } from '@understudy/linode-provisioner';
import {
  ACCESS_KEY,
  startLinodeCloud,
  type LinodeCloud,
  type LocalCloud,
  type LocalLinode,
} from '@understudy/sandbox';
import type { Topology } from '@understudy/topology';
import { ScenarioError } from '../errors.ts';
import { WEB } from './describe-pools.ts';
import { startBalancer, type Balancer } from './start-balancer.ts';

export interface ServersOptions {
  readonly cloud: LocalCloud;
  readonly topology: Topology;
  /** The checkout: where the programs of the servers are. */
  readonly root: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

/** The instances answer within milliseconds: there is no reason to look at them as rarely as at Linode's. */
const LOCAL_PACE = { pollMs: 100, probeLimitMs: 2_000 };

/** What instances said, where the servers do not come up. */
const KEPT_LINES = 10;
const MOST_LINES = 40;

/** The shop's servers: instances of a local Linode account, made by the provisioner, behind a real HAProxy. */
export class Servers {
  readonly #options: ServersOptions;
  readonly #linode: LinodeCloud;
  readonly #provisioner: Provisioner;
  readonly #lastWords: string[] = [];
  readonly #members = new Map<string, Map<string, PoolMember>>();
  #balancer: Balancer | undefined;

  private constructor(options: ServersOptions, linode: LinodeCloud) {
    const { topology, clock } = options;
    this.#options = options;
    this.#linode = linode;
    this.#provisioner = new Provisioner({
      service: topology.service,
      pools: topology.pools,
      api: linodeClient({ token: linode.token, endpoint: linode.endpoint, clock }),
      hooks: {
        joined: (pool, instance) => this.#join(pool, instance),
        leaving: (pool, instance) => this.#leave(pool, instance),
      },
      options: LOCAL_PACE,
      clock,
    });
  }

  /** Makes the pools, and starts HAProxy in front of them once they serve. */
  static async start(options: ServersOptions): Promise<Servers> {
    const { cloud, topology, root, clock, signal } = options;
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
    const servers = new Servers(options, linode);
    try {
      await servers.#provisioner.apply();
      const { traffic } = topology;
      servers.#balancer = await startBalancer({ cloud, traffic, pools: servers.#pools(), clock, signal });
      return servers;
    } catch (cause) {
      const said = [...servers.#lastWords, ...linode.instances.flatMap(wordsOf)].slice(-MOST_LINES);
      await servers.stop();
      if (signal.aborted) throw cause;
      throw new ScenarioError('UND_SCENARIO_SERVERS_FAILED', {
        what: `${cause instanceof Error ? cause.message : String(cause)} The instances said:\n${said.join('\n')}`,
        cause,
      });
    }
  }

  /** By pool, the labels of the instances that take requests. */
  get labels(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#members].map(([pool, members]) => [pool, [...members.keys()]]));
  }

  /** kill -9 of everything on one web server. Gives its label. */
  async crash(): Promise<string> {
    const [label] = this.#members.get(WEB.pool)?.keys() ?? [];
    if (label === undefined)
      throw new ScenarioError('UND_SCENARIO_SERVERS_FAILED', { what: 'No web server is left.' });
    await this.#linode.instance(label).crash();
    return label;
  }

  /** Has the provisioner look at the web pool and bring it to what is declared. */
  async repair(): Promise<void> {
    await this.#provisioner.ensure(WEB.pool);
  }

  /** Puts a new instance into the place of every web server, one after the other. Gives how many. */
  async replaceAll(): Promise<number> {
    const labels = [...(this.#members.get(WEB.pool)?.keys() ?? [])];
    for (const label of labels) {
      this.#options.signal.throwIfAborted();
      const fresh = await this.#provisioner.replace(label);
      this.#options.say(`  ${label} was replaced by ${fresh.label}.`);
    }
    return labels.length;
  }

  async stop(): Promise<void> {
    await this.#balancer?.stop();
    await this.#linode.stop();
  }

  async #join(pool: string, { label, addresses }: LinodeInstance): Promise<void> {
    const [address] = addresses;
    if (address === undefined) return;
    const members = this.#members.get(pool) ?? new Map<string, PoolMember>();
    this.#members.set(pool, members.set(label, { name: label, address }));
    await this.#balancer?.serve(this.#pools());
  }

  async #leave(pool: string, { label }: LinodeInstance): Promise<void> {
    if (this.#balancer === undefined) this.#lastWords.push(...wordsOf(this.#linode.instance(label)));
    if (this.#members.get(pool)?.delete(label) === true) await this.#balancer?.serve(this.#pools());
  }

  #pools(): Readonly<Record<string, readonly PoolMember[]>> {
    return Object.fromEntries([...this.#members].map(([pool, members]) => [pool, [...members.values()]]));
  }
}

function wordsOf(instance: LocalLinode): readonly string[] {
  return instance
    .journal()
    .slice(-KEPT_LINES)
    .map((line) => `  ${instance.label}: ${line}`);
}
