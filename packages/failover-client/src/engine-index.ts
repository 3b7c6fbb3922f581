/** The client without the SDK's middleware, for programs that implement `Wire`. */
export { openLease, type OpenedLease, type OpenLeaseOptions } from './adapters/open-lease.ts';
export { classifyError, type Classified, type ErrorClass } from './classify-error.ts';
export { describeRequest, type RequestKind } from './describe-request.ts';
export { FailoverEngine } from './failover-engine.ts';
export {
  FAILOVER_CLIENT_ERRORS,
  FailoverClientError,
  type FailoverClientErrorCode,
  type RequestFacts,
} from './errors.ts';
export { keepWarm, type KeepWarmContext } from './keep-warm.ts';
export { FAILOVER_CLIENT_METRICS } from './metrics.ts';
export { resolveSettings, type Settings, type UnderstudyOptions } from './options.ts';
export { optionsFromTopology } from './options-from-topology.ts';
export { AttemptTimeout, AttemptUnsent } from './send-attempt.ts';
export type { Attempt, EngineRequest, Served, ServedBy, Wire, WireRequest } from './types.ts';
export { RegionWatch } from './region-watch.ts';
