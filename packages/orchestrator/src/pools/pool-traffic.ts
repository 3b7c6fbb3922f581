import type { Clock } from '@understudy/core';
import type { HaproxyRuntime, HaproxyTransport, RunningServer, ServerId } from '@understudy/haproxy-runtime';
import { serviceTag, type LinodeApi, type PoolHooks } from '@understudy/linode-provisioner';
import type { Traffic, WatchedBalancer } from '@understudy/topology';
import { HaproxyBalancer, memberOf, poolHooks, TrafficPools, type Pools } from '@understudy/traffic';
import { OrchestratorError } from '../errors.ts';
import { shownServers } from './shown-servers.ts';

/** A balancer and the ways to it. */
export interface OpenedBalancer {
  readonly settings: WatchedBalancer;
  readonly transport: HaproxyTransport;
  readonly runtime: HaproxyRuntime;
}

export interface PoolTrafficOptions {
  readonly service: string;
  readonly traffic: Traffic;
  readonly balancers: readonly OpenedBalancer[];
  readonly api: Pick<LinodeApi, 'listInstances'>;
  readonly clock: Clock;
}

interface Answering {
  readonly balancer: OpenedBalancer;
  readonly servers: readonly RunningServer[];
}

/**
 * Lets servers join and leave the traffic. Who is in a pool is read from the balancers and from Linode at each change, so
 * that nothing depends on what an earlier leader knew; servers that people took out stay out.
 */
export class PoolTraffic {
  readonly #options: PoolTrafficOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: PoolTrafficOptions) {
    this.#options = options;
  }

  /** @param guard throws where nothing must be changed any more */
  hooks(guard: () => void): Required<PoolHooks> {
    return {
      joined: (pool, instance) =>
        this.#change(guard, instance.label, (all) => poolHooks(all).joined(pool, instance)),
      leaving: (pool, instance) =>
        this.#change(guard, instance.label, (all) => poolHooks(all).leaving(pool, instance)),
    };
  }

  /** One change after the other. @throws OrchestratorError `UND_ORCHESTRATOR_BALANCERS_SILENT`; TrafficError; what Linode refuses */
  #change(guard: () => void, name: string, change: (pools: TrafficPools) => Promise<void>): Promise<void> {
    const changed = this.#last.then(async () => {
      const answering = await this.#ask();
      const pools = new TrafficPools(await this.#members(answering));
      for (const each of answering) pools.attach(this.#open(each, name));
      guard();
      await change(pools);
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }

  /** The balancers that answer now; the others get the change when they are back. */
  async #ask(): Promise<readonly Answering[]> {
    const { balancers } = this.#options;
    const asked = await Promise.allSettled(balancers.map(({ runtime }) => runtime.observe()));
    const answering = asked.flatMap((outcome, at) => {
      const balancer = balancers[at];
      if (outcome.status === 'rejected' || balancer === undefined) return [];
      return [{ balancer, servers: outcome.value.servers }];
    });
    if (answering.length > 0) return answering;
    const why = asked.map((outcome, at) => {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : '';
      return `${balancers[at]?.settings.name ?? ''}: ${reason instanceof Error ? reason.message : String(reason)}`;
    });
    throw new OrchestratorError('UND_ORCHESTRATOR_BALANCERS_SILENT', { what: why.join(' ') });
  }

  /** Whom any of them serves, as far as Linode still has it, in the order of the first. */
  async #members(answering: readonly Answering[]): Promise<Pools> {
    const { service, traffic, api } = this.#options;
    const instances = new Map(
      (await api.listInstances(serviceTag(service)))
        .filter(({ status }) => status !== 'deleting')
        .map((instance) => [instance.label, instance]),
    );
    const shown = answering.flatMap(({ servers }) => shownServers(service, traffic, servers));
    const pools = [...new Set(traffic.backends.flatMap(({ pool }) => pool ?? []))];
    return Object.fromEntries(
      pools.map((pool) => {
        const names = new Set(shown.filter((server) => server.pool === pool).map(({ name }) => name));
        const members = [...names].flatMap((name) => {
          const instance = instances.get(name);
          return (instance && memberOf(instance)) ?? [];
        });
        return [pool, members];
      }),
    );
  }

  #open({ balancer, servers }: Answering, changed: string): HaproxyBalancer {
    const { traffic, clock } = this.#options;
    const { settings, transport } = balancer;
    const { name, statsSocket, stateFile, configFile, log, keepUser } = settings;
    const resting: readonly ServerId[] = servers
      // One that joins was left in maintenance where the change before was interrupted.
      .filter((server) => server.maintenance && server.name !== changed)
      .map((server) => ({ backend: server.backend, name: server.name }));
    return new HaproxyBalancer({
      name,
      traffic,
      host: { statsSocket, stateFile, log, ...(keepUser && { runAs: 'starter' as const }) },
      runtime: { configFile, stateFile },
      transport,
      clock,
      resting,
    });
  }
}
