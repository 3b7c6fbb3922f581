import type { RunningProgram } from '@understudy/sandbox';
import { seededRandomness } from '@understudy/core/testing';
import type { Journal } from '../journal/journal.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Dataset } from '../service/choose-cities.ts';
import type { LocalService } from '../service/start-service.ts';
import { ApplicationClient } from './application-client.ts';
import { Boto3Workload } from './boto3-workload.ts';
import { ItemMemory } from './item-memory.ts';
import { TrafficMeter } from './traffic-meter.ts';
import { Workload } from './workload.ts';

export interface WorkloadContext extends ScenarioRun {
  readonly service: LocalService;
  readonly gateway: RunningProgram;
  readonly dataset: Dataset;
  readonly journal: Journal;
}

export interface OpenedWorkload {
  readonly workload: Workload;
  readonly boto3: Boto3Workload;
  readonly meter: TrafficMeter;
}

/** Requests of the workload for each one of boto3's. */
const BOTO3_PART = 4;

/** Step: an application on the failover client, and one on boto3 behind the gateway; neither sends yet. */
export async function openWorkload(context: WorkloadContext): Promise<OpenedWorkload> {
  const { service, gateway, dataset, journal, options, clock, elapsedMs, signal, resources } = context;
  const { topology } = service;
  const client = resources.use(new ApplicationClient(topology));
  const meter = new TrafficMeter();
  const boto3 = await Boto3Workload.launch({
    endpoint: gateway.address,
    journal,
    meter,
    ratePerSecond: options.ratePerSecond / BOTO3_PART,
    elapsedMs,
    signal,
  });
  resources.defer(() => boto3.end());
  const workload = new Workload({
    companion: boto3,
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
  return { workload, boto3, meter };
}
