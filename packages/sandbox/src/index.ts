export { roleEnvironment } from './credentials/role-environment.ts';
export {
  startCloudWatch,
  type CloudWatchMood,
  type LocalCloudWatch,
  type LocalFigure,
} from './cloudwatch/start-cloud-watch.ts';
export {
  startLocalCredentials,
  type CredentialsMood,
  type LocalCredentials,
} from './credentials/start-local-credentials.ts';
export { ACCESS_KEY, type NamedClientConfig, type RegionClientConfig } from './dynamodb/client-config.ts';
export type { Fault, RequestFault, SpokenFault, ThrottleCode } from './dynamodb/fault.ts';
export { JAR_VARIABLE } from './dynamodb/find-jar.ts';
export type { RegionFaults } from './dynamodb/open-region-endpoint.ts';
export { prepareTable, type TableShape } from './dynamodb/prepare-table.ts';
export { SANDBOX_ERRORS, SandboxError, type SandboxErrorCode } from './errors.ts';
export { serveFaults, type ServedFaults } from './faults/serve-faults.ts';
export type { PartyAction, PartyFault, PartyState } from './faults/party-state.ts';
export { startLinodeCloud } from './linode/start-linode-cloud.ts';
export type {
  ActiveLinodeFault,
  LinodeAccountOptions,
  LinodeCloud,
  LinodeCloudOptions,
  LinodeFault,
  LinodeRates,
  LinodeSpeeds,
  LinodeStatus,
  LocalLinode,
  LocalUnit,
  RateLimit,
  SeenCall,
  ShellOutcome,
} from './linode/types.ts';
export type { LocalCloudOptions, RegionOptions, StartRegionOptions } from './options.ts';
export { answerNames } from './names/answer-names.ts';
export type { NameServer } from './names/name-server.ts';
export { findFreePort } from './process/find-free-port.ts';
export type { Ended, LaunchedProcess } from './process/launch-process.ts';
export { launchAlertmanager } from './process/launch-alertmanager.ts';
export { launchPrometheus } from './process/launch-prometheus.ts';
export type { LaunchServerOptions, LocalServer } from './process/launch-ready.ts';
export {
  launchHaproxy,
  type HaproxyPaths,
  type LaunchHaproxyOptions,
  type LocalHaproxy,
} from './process/launch-haproxy.ts';
export { launchProgram, type ProgramOptions, type RunningProgram } from './process/launch-program.ts';
export { programArguments } from './process/program-arguments.ts';
export { openWorkspace, type Workspace } from './process/open-workspace.ts';
export type { ListenOptions } from './proxy/open-listener.ts';
export type { Lookup } from './proxy/name-address.ts';
export type {
  ActiveFault,
  ListenerFault,
  FaultLimits,
  Moment,
  NameFault,
  SeenRequest,
  WireFault,
} from './proxy/types.ts';
export { startLocalCloud, startRegion } from './start-local-cloud.ts';
export type { CompanionOptions, LocalCloud, LocalRegion, RegionState } from './types.ts';
export { startTestCloud, withLocalCloud, withLocalRegion, type Hooks } from './with-local-cloud.ts';
