import { findFreePort } from '@understudy/sandbox';
import { seededRandomness } from '@understudy/core/testing';
import { TrafficMeter } from '../workload/traffic-meter.ts';
import { describePools, type ServerFacts } from './describe-pools.ts';
import { ShopServers, type ShopServersOptions } from './shop-servers.ts';
import { Visitors } from './visitors.ts';

/** The shop: servers behind HAProxy, and those who visit it. */
export interface Shop {
  readonly url: URL;
  readonly servers: ShopServers;
  readonly visitors: Visitors;
  /** Of the visitors' requests. */
  readonly meter: TrafficMeter;
  stop(): Promise<void>;
}

const FRONT_ADDRESS = '127.0.0.1';

/** Where a shop will be: its part of the topology is written before there is one. */
export class ShopSite {
  readonly front: ServerFacts['front'];

  private constructor(front: ServerFacts['front']) {
    this.front = front;
  }

  static async find(): Promise<ShopSite> {
    const [port, adminPort] = [await findFreePort(), await findFreePort()];
    return new ShopSite({ address: FRONT_ADDRESS, port, adminPort });
  }

  /** The servers' part of the topology. */
  describe(root: string, topologyFile: string): string {
    return describePools({ root, topologyFile, front: this.front });
  }

  get url(): URL {
    return new URL(`http://${this.front.address}:${String(this.front.port)}`);
  }
}

export interface ShopOptions extends ShopServersOptions {
  readonly site: ShopSite;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  readonly seed: number;
  readonly visitsPerSecond: number;
}

/** Starts the servers; visitors come when they are started. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const { site, clock, elapsedMs, seed, visitsPerSecond, signal } = options;
  const servers = await ShopServers.start(options);
  const meter = new TrafficMeter();
  const visitors = new Visitors({
    url: site.url,
    clock,
    elapsedMs,
    randomness: seededRandomness(seed),
    meter,
    ratePerSecond: visitsPerSecond,
    signal,
  });
  return {
    url: site.url,
    servers,
    visitors,
    meter,
    stop: async () => {
      await visitors.stop();
      await servers.stop();
    },
  };
}
