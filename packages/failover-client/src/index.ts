export { classifyError, type Classified, type ErrorClass } from './classify-error.ts';
export { FailoverEngine } from './engine.ts';
export {
  FAILOVER_CLIENT_ERRORS,
  FailoverClientError,
  type FailoverClientErrorCode,
  type RequestFacts,
} from './errors.ts';
export { FailoverDynamoDBClient, type FailoverDynamoDBClientConfig } from './failover-dynamodb-client.ts';
export {
  settleOptions,
  type BatchWrites,
  type ClientRegion,
  type ConsistentReads,
  type Reads,
  type RouteSource,
  type Settings,
  type StoredRoute,
  type UnderstudyOptions,
  type WitnessRoute,
} from './options.ts';
export { optionsFromTopology } from './read-topology.ts';
export type { Attempt, EngineRequest, Served, ServedBy, Wire, WireRequest } from './types.ts';
