export { boundRequests, type RequestBounds } from './adapters/bound-requests.ts';
export {
  classifyFailure,
  isConditionFailure,
  refusedConditions,
  type CancellationReason,
  type Failure,
  type FailureKind,
} from './adapters/classify-failure.ts';
export { DynamoStreamReader, type StreamsClient } from './adapters/dynamodb-streams.ts';
export { openRegion, type RegionAddress } from './adapters/open-region.ts';
export { Barriers, type BarrierOptions } from './barriers.ts';
export { checkLink, describeTable, type CheckedTable } from './check-tables.ts';
export { REPLICATION_TABLES } from './describe-tables.ts';
export { ensureReplicationTables, type EnsureTablesOptions } from './ensure-tables.ts';
export { REPLICATOR_ERRORS, ReplicatorError, type ReplicatorErrorCode } from './errors.ts';
export { linkId } from './name-link.ts';
export { defaultLinkOptions, linkOptions, type LinkOptions } from './options.ts';
export {
  Decisions,
  type Claim,
  type Decided,
  type Deciding,
  type Decision,
  type DecisionAction,
} from './records/keep-decisions.ts';
export { mayRedrive, redriveParked, type Redriven, type RedriveOptions } from './records/redrive-parked.ts';
export { COUNTERS } from './report-counts.ts';
export { partKey } from './requests/lead-link.ts';
export type { RegionClients } from './run-link.ts';
export { requestHold } from './requests/hold-deletes.ts';
export { DynamoLinkStore } from './stores/dynamodb-links.ts';
export { Ledger, type LedgerEntry, type LedgerLine, type LossReason, type Page } from './stores/ledger.ts';
export type {
  BarrierItem,
  HoldItem,
  LeaderItem,
  LinkProgress,
  LinkStore,
  ShardPosition,
  StatusItem,
} from './stores/link-store.ts';
export { ParkedRecords, type ParkedEntry, type ParkedLine } from './stores/parked.ts';
export { readParts } from './stores/read-parts.ts';
export type { ReadBatch, ReadFrom, Shard, StreamReader, StreamShards } from './stream-reader.ts';
export { LEDGER_TABLE, LINKS_TABLE, PARKED_TABLE } from './table-names.ts';
export type { LinkCounts, LinkName, LinkStatus, LossWindow, RegionClient, ReplicatedTable } from './types.ts';
export { RestWatch } from './watch-rest.ts';
export { ReplicationWorker, type WorkerOptions } from './worker.ts';
export type { Suspect } from './watch-late-applies.ts';
