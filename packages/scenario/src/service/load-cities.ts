import type { LocalCloud } from '@understudy/sandbox';
import { countText } from '../report/count-text.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { ShopSite } from '../shop/shop-site.ts';
import { chooseCities, type Dataset } from './choose-cities.ts';
import type { City } from './read-all-cities.ts';
import { startService, type LocalService } from './start-service.ts';

export interface LoadedService {
  readonly dataset: Dataset;
  readonly service: LocalService;
}

export interface LoadContext extends ScenarioRun {
  readonly cloud: LocalCloud;
  readonly cities: readonly City[];
  /** Where the shop will be; its part of the topology is left out unless given. */
  readonly site?: ShopSite;
  /** As `StartServiceOptions.named`. */
  readonly named?: boolean;
}

/** Step: a service with the same cities in both regions, the largest ones. */
export async function loadCities(context: LoadContext): Promise<LoadedService> {
  const { cloud, cities, site, named, options, say, resources, clock, signal } = context;
  const dataset = chooseCities(cities, options.items);
  const total = dataset.keys.length;
  say(`Loading the ${countText(total)} largest cities of the world into both regions.`);
  const service = await startService({
    cloud,
    dataset,
    clock,
    signal,
    ...(options.limits !== undefined && { limits: options.limits }),
    ...(named !== undefined && { named }),
    ...(site !== undefined && { describeMore: (file: string) => site.describe(file) }),
    onConfigured: (file) => {
      say(`The service's configuration: ${file}`);
    },
    onProgress: eachQuarter(total, (done) => {
      say(`  ${countText(done)} of ${countText(total)}`);
    }),
  });
  return { dataset, service: resources.use(service) };
}

/** Calls `tell` once after each quarter but the last. */
function eachQuarter(total: number, tell: (done: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    const quarters = Math.floor((4 * done) / total);
    if (quarters <= told || quarters >= 4) return;
    told = quarters;
    tell(done);
  };
}
