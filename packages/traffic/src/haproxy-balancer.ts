import type { Clock } from '@understudy/core';
import { renderHaproxy, type HostOptions } from '@understudy/haproxy-config';
import {
  HaproxyRuntime,
  type HaproxyRuntimeOptions,
  type HaproxyTransport,
  type Plan,
  type ServerId,
} from '@understudy/haproxy-runtime';
import type { Traffic } from '@understudy/topology';
import type { Balancer, MemberId, WantedTraffic } from './balancer.ts';

export interface HaproxyBalancerOptions {
  /** For people. */
  readonly name: string;
  /** `traffic` of the topology. */
  readonly traffic: Traffic;
  /** Where things are on its machine, as the configuration says. */
  readonly host: Partial<HostOptions>;
  /** Where things are on its machine, as it is operated, and the time limits. */
  readonly runtime: Partial<HaproxyRuntimeOptions>;
  /** The way to it; closed by `close`. */
  readonly transport: HaproxyTransport;
  readonly clock: Clock;
  /** Servers that stay in maintenance beside the members that are wanted so: what people took out by hand. None unless given. */
  readonly resting?: readonly ServerId[];
}

/** A running HAProxy whose configuration is rendered from the topology and the pools. */
export class HaproxyBalancer implements Balancer {
  readonly #options: HaproxyBalancerOptions;
  readonly #runtime: HaproxyRuntime;

  constructor(options: HaproxyBalancerOptions) {
    const { transport, runtime, clock } = options;
    this.#options = options;
    this.#runtime = new HaproxyRuntime(transport, runtime, clock);
  }

  get name(): string {
    return this.#options.name;
  }

  /** @throws HaproxyRuntimeError as `HaproxyRuntime.plan` does */
  plan(wanted: WantedTraffic): Promise<Plan> {
    return this.#runtime.plan(this.#render(wanted), this.#maintenance(wanted));
  }

  /** @throws HaproxyRuntimeError as `HaproxyRuntime.apply` does */
  async apply(wanted: WantedTraffic): Promise<void> {
    await this.#runtime.apply(this.#render(wanted), this.#maintenance(wanted));
  }

  close(): Promise<void> {
    return this.#options.transport.close();
  }

  #render({ pools }: WantedTraffic): string {
    const { traffic, host } = this.#options;
    return renderHaproxy({ traffic, pools, host });
  }

  /** A member is a server in every backend of its pool. */
  #maintenance({ maintenance }: WantedTraffic): { readonly maintenance: readonly ServerId[] } {
    const { resting = [], traffic } = this.#options;
    const { backends } = traffic;
    const servers = ({ pool, name }: MemberId) =>
      backends.filter((backend) => backend.pool === pool).map((backend) => ({ backend: backend.name, name }));
    return { maintenance: [...maintenance.flatMap(servers), ...resting] };
  }
}
