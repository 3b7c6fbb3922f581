export { comparableEndpoint } from './comparable-endpoint.ts';
export { isLoopback } from './is-endpoint.ts';
export { topologyJsonSchema, topologyKeys, type JsonSchema, type KeyDescription } from './topology-keys.ts';
export {
  TOPOLOGY_ERRORS,
  TopologyError,
  type TopologyErrorCode,
  type TopologyProblem,
  type TopologyProblemCode,
} from './errors.ts';
export { parseTopology, type ParseTopologyOptions } from './parse-topology.ts';
export type {
  DeployArtifact,
  DeployFile,
  DeployService,
  DeploySpec,
  PoolDns,
  PoolHealth,
  PoolNetwork,
  PoolSpec,
} from './pool-spec.ts';
export type { ServerSettings, WatchedBalancer } from './server-settings.ts';
export { readTraffic, type TrafficProblem, type TrafficRead } from './read-traffic.ts';
export type {
  Backend,
  BackendServer,
  BalancerNode,
  Balancers,
  Bind,
  Frontend,
  Traffic,
  TrafficInput,
  TrafficRoute,
} from './traffic.ts';
export type {
  BatchWrites,
  ClientSettings,
  CloudWatchSettings,
  ConsistentReads,
  DataRegion,
  DnsRecordSpec,
  DnsSettings,
  HookSpec,
  HookTime,
  ObservedProgram,
  Observer,
  OnControlLoss,
  AlertSettings,
  OrchestratorSettings,
  Reads,
  ReplicationSettings,
  TableConflicts,
  TableSpec,
  TableWrites,
  Topology,
  Witness,
  WitnessEndpoint,
} from './types.ts';
