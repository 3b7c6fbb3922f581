import type { TrafficMeter } from '../workload/traffic-meter.ts';
import type { ShopServers } from './shop-servers.ts';
import type { Visitors } from './visitors.ts';

/** The shop: servers behind HAProxy, and those who visit it. */
export interface Shop {
  readonly url: URL;
  readonly servers: ShopServers;
  readonly visitors: Visitors;
  /** Of the visitors' requests. */
  readonly meter: TrafficMeter;
}
