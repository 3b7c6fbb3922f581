export { boundRequests, type RequestBounds } from './adapters/bound-requests.ts';
export {
  classifyFailure,
  isConditionFailure,
  refusedConditions,
  type CancellationReason,
  type Failure,
  type FailureKind,
} from './adapters/classify-failure.ts';
export { DynamoStreamReader, type StreamsClient } from './stream/dynamo-stream-reader.ts';
export { Barriers, type BarrierOptions } from './state/barriers.ts';
export { checkLink, type CheckedTable } from './state/check-link.ts';
export { REPLICATOR_ERRORS, ReplicatorError, type ReplicatorErrorCode } from './errors.ts';
export { describeProblems, type LinkProblem } from './describe-problems.ts';
export { REPLICATOR_METRICS } from './metrics.ts';
export { defaultLinkOptions, linkOptions, type LinkOptions } from './options.ts';
export {
  Decisions,
  type Claim,
  type Decided,
  type Deciding,
  type Decision,
  type DecisionAction,
} from './state/decisions.ts';
export { mayRedrive, redriveParked, type Redriven, type RedriveOptions } from './apply/redrive-parked.ts';
export { COUNTERS } from './count-report.ts';
export { partKey } from './leadership/claim-link.ts';
export type { RegionClients } from './link-settings.ts';
export { requestHold } from './state/request-hold.ts';
export { DynamoLinkStore } from './state/dynamo-link-store.ts';
export { Ancestors, type Ancestor } from './state/ancestors.ts';
export { Ledger, type LedgerEntry, type LedgerLine, type LossReason, type Page } from './state/ledger.ts';
export type {
  BarrierItem,
  HoldItem,
  LeaderItem,
  LinkProgress,
  LinkStore,
  ShardPosition,
  StatusItem,
} from './state/link-store.ts';
export { ParkedRecords, type ParkedEntry, type ParkedLine } from './state/parked-records.ts';
export { readParts } from './state/read-parts.ts';
export type { ReadBatch, ReadFrom, Shard, StreamReader, StreamShards } from './stream/stream-reader.ts';
export type { RegionClient, ReplicatedTable } from './types.ts';
export { RestWatch } from './leadership/rest-watch.ts';
export { ReplicationWorker, type WorkerOptions } from './replication-worker.ts';
export type { Suspect } from './state/late-applies.ts';
