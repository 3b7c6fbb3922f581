export type { AcceptedLoss } from './accepted-loss.ts';
export { auditEntryOf, type EntryMoment } from './audit-entry-of.ts';
export { describeAcceptedLoss } from './describe-accepted-loss.ts';
export { describeAction, describeState } from './describe-action.ts';
export type { AuditEntry, LastMove } from './audit-entry.ts';
export { BLOCKS, type Block, type BlockCode } from './block.ts';
export { conditionKind, type ConditionKind } from './condition-kind.ts';
export type { CloudWatchSight, TableMetrics } from './cloud-watch-sight.ts';
export type { Decision, WantedFailover } from './decision.ts';
export type { Acknowledgement, Directives, Freeze, Maintenance } from './directives.ts';
export { FINDINGS, type FindingCode, type FindingSpec, type Severity } from './findings.ts';
export type { Evidence, Finding } from './finding.ts';
export type { Intent, IntentAction, IntentState } from './intent.ts';
export { findAsked } from './find-asked.ts';
export { isOver } from './is-over.ts';
export { judgeAnswer, type IntentAnswer, type JudgedAnswer } from './judge-answer.ts';
export { isPoolServer, maintenanceSubjects } from './maintenance-subjects.ts';
export { plainLine } from './plain-line.ts';
export { unacknowledgedMove, type AcknowledgeFacts } from './unacknowledged-move.ts';
export type { LeaderRecord } from './leader-record.ts';
export type { Doubt, ObserverReport } from './observer-report.ts';
export type {
  MoveStep,
  MoveSteps,
  StepState,
  MoveVerification,
  StepTime,
  StoredSteps,
} from './move-steps.ts';
export type { PlannedRepair, RepairStep, WatchedRepairs } from './planned-repair.ts';
export type { ProgramProblem, ProgramSight } from './program-sight.ts';
export type {
  Readiness,
  ReadinessItem,
  ReadinessReport,
  ReadinessTopic,
  ReadinessVerdict,
} from './readiness.ts';
export type { RecordSight } from './record-sight.ts';
export type { LookResult, RegionCondition, RegionSight } from './region-sight.ts';
export { RUNGS, type Repair, type RepairAttempt, type Rung } from './repair.ts';
export { REPAIR_BLOCKS, type RepairBlock, type RepairBlockCode } from './repair-block.ts';
export type { AlertSignal, SeenAlert } from './seen-alert.ts';
export type {
  BalancedServer,
  BalancerSight,
  LinodeServer,
  LinodeSight,
  PoolFacts,
  ServerPlace,
  ServersSight,
  ServerState,
} from './servers-sight.ts';
export type { WatchedDecision } from './watched-decision.ts';
export type { LinkSight, Policy, RouteSight, SeenReport, ServiceView } from './service-view.ts';
