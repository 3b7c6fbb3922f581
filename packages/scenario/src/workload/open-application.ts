import { seededRandomness } from '@understudy/core/testing';
import type { Journal } from '../journal/journal.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Dataset } from '../service/choose-cities.ts';
import type { LocalService } from '../service/start-service.ts';
import { ApplicationClient } from './application-client.ts';
import { ItemMemory } from './item-memory.ts';
import type { TrafficMeter } from './traffic-meter.ts';
import { Workload, type Companion } from './workload.ts';

export interface ApplicationContext extends ScenarioRun {
  readonly service: LocalService;
  readonly dataset: Dataset;
  readonly journal: Journal;
}

/** An application on the failover client; it sends nothing until it is started, and stops with the run's resources. */
export function openApplication(
  context: ApplicationContext,
  { meter, companion }: { readonly meter: TrafficMeter; readonly companion?: Companion },
): Workload {
  const { service, dataset, journal, options, clock, elapsedMs, signal, resources } = context;
  const { topology } = service;
  const client = resources.use(new ApplicationClient(topology));
  const workload = new Workload({
    ...(companion !== undefined && { companion }),
    client: client.documents,
    clock,
    elapsedMs,
    randomness: seededRandomness(options.seed),
    memory: new ItemMemory(dataset.contents),
    keys: dataset.keys,
    journal,
    meter,
    ratePerSecond: options.ratePerSecond,
    signal,
    lateLandingMs: topology.limits.maxRequestAgeMs,
  });
  resources.defer(() => workload.stop());
  return workload;
}
