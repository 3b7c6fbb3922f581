export { httpProbe } from './adapters/http-probe.ts';
export { linodeClient, type LinodeClientOptions } from './adapters/linode-client.ts';
export { sshShell, type SshOptions } from './adapters/ssh-shell.ts';
export { readSettings, type Settings } from './commands/read-settings.ts';
export type { PassedOver } from './choose-regions.ts';
export type { PoolReport } from './ensure-pool.ts';
export { ensureRecords, planRecords, type RecordPlan } from './ensure-records.ts';
export {
  LINODE_PROVISIONER_ERRORS,
  LinodeProvisionerError,
  type LinodeProvisionerErrorCode,
} from './errors.ts';
export { instanceLabel, parseInstanceLabel, type InstanceName } from './instance-label.ts';
export { linodeZone, type LinodeZone } from './linode-zone.ts';
export { serviceTag } from './instance-tags.ts';
export { LINODE_PROVISIONER_METRICS } from './metrics.ts';
export type { ProvisionerOptions } from './options.ts';
export { planOrphans, planPool, type OrphanPlan, type PlanInput, type Step } from './plan-pool.ts';
export { isSettled, printPlan, type PoolPlan, type ServicePlan } from './print-plan.ts';
export { Provisioner, type ObservedInstance, type ProvisionerParts } from './provisioner.ts';
export { INSTANCE_ENVIRONMENT, renderCloudInit, USER_DATA_BYTES } from './render-cloud-init.ts';
export type {
  Created,
  CreateInstance,
  DnsRecord,
  HealthProbe,
  LinodeApi,
  LinodeEvent,
  LinodeImage,
  LinodeInstance,
  LinodeInterface,
  LinodeLabelled,
  LinodeRegion,
  LinodeType,
  LinodeVpc,
  PoolHooks,
  RebuildInstance,
  RemoteShell,
  StatsSeries,
} from './types.ts';
