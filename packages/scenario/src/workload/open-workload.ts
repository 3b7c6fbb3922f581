import type { RunningProgram } from '@understudy/sandbox';
import { Boto3Workload } from './boto3-workload.ts';
import { openApplication, type ApplicationContext } from './open-application.ts';
import { TrafficMeter } from './traffic-meter.ts';
import type { Workload } from './workload.ts';

export interface WorkloadContext extends ApplicationContext {
  readonly gateway: RunningProgram;
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
  const { gateway, journal, options, elapsedMs, signal, resources } = context;
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
  return { workload: openApplication(context, { meter, companion: boto3 }), boto3, meter };
}
