export { checkIdentity } from './check-identity.ts';
export { checkRegion } from './check-region.ts';
export { checkRights } from './check-rights.ts';
export { checkTableRights, type CheckedTable, type RightCheck } from './check-table-rights.ts';
export {
  clientConfig,
  type ClientConfig,
  type ClientConfigOptions,
  type ClientOptions,
  type RegionAddress,
} from './client-config.ts';
export { assessService } from './check/assess-service.ts';
export { breakingDifferences } from './check/breaking-differences.ts';
export { checkService } from './check/check-service.ts';
export { lookAtService, type LookAtServiceOptions } from './check/look-at-service.ts';
export type {
  CapacityFacts,
  Check,
  CheckFacts,
  CheckTopic,
  FailedCheck,
  NoAnswer,
  RegionFacts,
  TableFacts,
} from './check/types.ts';
export { createService, type CreateServiceOptions, type ServiceReport } from './create-service.ts';
export { ensureReplicationTables, type EnsureReplicationTablesOptions } from './ensure-replication-tables.ts';
export {
  ensureStream,
  type EnsureStreamOptions,
  type StreamedTable,
  type StreamState,
} from './ensure-stream.ts';
export { SERVICE_METRICS } from './metrics.ts';
export { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from './errors.ts';
export { findTable } from './find-table.ts';
export { globalTableVersion } from './global-table-version.ts';
export { credentialsProblems } from './health/credentials-problems.ts';
export type { HealthProblem } from './health/health-problem.ts';
export { mapTables } from './map-tables.ts';
export { PATIENT_CLIENTS } from './patient-clients.ts';
export { RegionMonitor, type RegionMonitorOptions } from './health/region-monitor.ts';
export { isDegraded, routeProblems } from './health/route-problems.ts';
export { loadTopology } from './load-topology.ts';
export { openService, type OpenedService } from './open-service.ts';
export type { LookClientOptions, OpenServiceOptions } from './options.ts';
export { planService } from './plan-service.ts';
export { planSetup } from './plan-setup.ts';
export { readFacts } from './read-facts.ts';
export { refuseGlobalTables } from './refuse-global-tables.ts';
export { FURTHER_RIGHTS, ROLE_RIGHTS, type Rights, type Role, type TableKind } from './role-rights.ts';
export { checkStart, type CheckStartOptions } from './start/check-start.ts';
export type {
  CopyTableStep,
  OwnTableFacts,
  ServiceFacts,
  ServicePlan,
  ServiceTableFacts,
  SetupProblem,
  SetupStep,
  TableStep,
} from './service-plan.ts';
