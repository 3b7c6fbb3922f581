import type { LocalCloud } from '@understudy/sandbox';
import { seededRandomness } from '@understudy/core/testing';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';
import { TrafficMeter } from '../workload/traffic-meter.ts';
import { ShopServers } from './shop-servers.ts';
import type { ShopSite } from './shop-site.ts';
import type { Shop } from './shop.ts';
import { Visitors } from './visitors.ts';

export interface ShopContext extends ScenarioRun {
  readonly cloud: LocalCloud;
  readonly service: LocalService;
  readonly site: ShopSite;
}

/** Requests of the workload for each one of a visitor. */
const VISITS_PART = 4;

/** Step: the servers of a shop behind HAProxy; visitors come once they are started. */
export async function openShop(context: ShopContext): Promise<{ readonly shop: Shop }> {
  const { cloud, service, site, options, clock, elapsedMs, signal, say, resources } = context;
  say('Starting the servers of a shop as Linode instances, and HAProxy in front of them.');
  const { topology } = service;
  const servers = resources.use(
    await ShopServers.start({ cloud, topology, root: site.root, clock, signal, say }),
  );
  const meter = new TrafficMeter();
  const visitors = new Visitors({
    url: site.url,
    clock,
    elapsedMs,
    randomness: seededRandomness(options.seed),
    meter,
    ratePerSecond: Math.max(1, options.ratePerSecond / VISITS_PART),
    signal,
  });
  resources.defer(() => visitors.stop());
  say(`The shop is open: ${site.url.href}`);
  return { shop: { url: site.url, servers, visitors, meter } };
}
