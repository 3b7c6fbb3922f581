export {
  API_ROUTES,
  errorsOf,
  isUnsafe,
  type AnswerOf,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type RouteId,
} from './routes/api-routes.ts';
export type { RouteSpec } from './routes/route-spec.ts';
export { openApiDocument } from './open-api-document.ts';
export { AuditDetail, AuditKind, AuditLine, AuditPage } from './schemas/audit-page.ts';
export {
  AcknowledgementState,
  DirectivesState,
  FreezeState,
  MaintenanceState,
} from './schemas/directives-state.ts';
export { DrillReportLine, DrillScenario, DrillsState } from './schemas/drills-state.ts';
export { ERROR_STATUS, ErrorAnswer, type ApiErrorCode } from './schemas/error-answer.ts';
export { DecisionState, Evidence, FindingState, Reason } from './schemas/finding-state.ts';
export { FiveAnswers, MayMove, Mode } from './schemas/five-answers.ts';
export { AcceptedLoss, IntentAction, IntentState } from './schemas/intent-state.ts';
export { LimitsState } from './schemas/limits-state.ts';
export { LinkName, LinkState } from './schemas/link-state.ts';
export { LocalCloudRequest, LocalCloudState } from './schemas/local-cloud-state.ts';
export { HistoryPoint, MetricsHistory } from './schemas/metrics-history.ts';
export { MoveAccountState, MovePreviewState } from './schemas/move-account-state.ts';
export { MoveState, MoveStepState, MoveSummary } from './schemas/move-state.ts';
export {
  AcknowledgeAnswer,
  FreezeAnswer,
  IntentAnswer,
  MaintenanceAnswer,
  MaintenanceEndAnswer,
  UnfreezeAnswer,
} from './schemas/intent-answer.ts';
export { AnswerRequest } from './schemas/answer-request.ts';
export { AbortRequest, FailoverRequest, SwitchoverRequest } from './schemas/failover-request.ts';
export { AcknowledgeRequest, FreezeRequest, MaintenanceRequest } from './schemas/freeze-request.ts';
export { DeadLetterRequest, LedgerRequest } from './schemas/ledger-request.ts';
export { LoginRequest } from './schemas/login-request.ts';
export {
  AlertState,
  OrchestratorsState,
  OrchestratorState,
  ProgramState,
} from './schemas/orchestrator-state.ts';
export { partOf, type Part } from './schemas/part.ts';
export { ReadinessState, ReadinessVerdict } from './schemas/readiness-state.ts';
export { ItemJson, RecordDecision, RecordDetail, RecordsPage, RecordState } from './schemas/record-state.ts';
export { RegionCondition, RegionLook, RegionState } from './schemas/region-state.ts';
export { MoveKind, RouteState } from './schemas/route-state.ts';
export {
  BalancerState,
  PlannedRepairState,
  RepairsState,
  RepairState,
  ServersState,
  ServerState,
} from './schemas/servers-state.ts';
export { Role, SessionState, TokensState } from './schemas/session-state.ts';
export { ServiceFacts, Snapshot, snapshotParts, type SnapshotPart } from './schemas/snapshot.ts';
export {
  AuditEvent,
  ChangeEvent,
  HeartbeatEvent,
  ResetEvent,
  STREAM_EVENTS,
  type StreamEventName,
} from './schemas/stream-events.ts';
