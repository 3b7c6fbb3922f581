export { classifyError, type Classified, type ErrorClass } from './classify-error.ts';
export { FailoverEngine } from './failover-engine.ts';
export {
  FAILOVER_CLIENT_ERRORS,
  FailoverClientError,
  type FailoverClientErrorCode,
  type RequestFacts,
} from './errors.ts';
export { FailoverDynamoDB } from './failover-dynamodb.ts';
export { FailoverDynamoDBClient } from './failover-dynamodb-client.ts';
export type { FailoverDynamoDBClientConfig } from './open-failover.ts';
export {
  resolveSettings,
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
export { optionsFromTopology } from './options-from-topology.ts';
export type { Attempt, EngineRequest, Served, ServedBy, Wire, WireRequest } from './types.ts';
