import type * as z from 'zod';
import { AuditDetail, AuditLine, AuditPage } from './schemas/audit-page.ts';
import { DirectivesState } from './schemas/directives-state.ts';
import { DrillsState } from './schemas/drills-state.ts';
import { DecisionState, FindingState } from './schemas/finding-state.ts';
import { FiveAnswers, Mode } from './schemas/five-answers.ts';
import { IntentState } from './schemas/intent-state.ts';
import { LimitsState } from './schemas/limits-state.ts';
import { LinkState } from './schemas/link-state.ts';
import { LocalCloudState } from './schemas/local-cloud-state.ts';
import { MetricsHistory } from './schemas/metrics-history.ts';
import { MoveAccountState, MovePreviewState } from './schemas/move-account-state.ts';
import { MoveState, MoveSummary } from './schemas/move-state.ts';
import { IntentAnswer } from './schemas/intent-answer.ts';
import { AlertState, OrchestratorsState, ProgramState } from './schemas/orchestrator-state.ts';
import { ReadinessState } from './schemas/readiness-state.ts';
import { RecordDecision, RecordDetail, RecordsPage, RecordState } from './schemas/record-state.ts';
import { RegionState } from './schemas/region-state.ts';
import { RouteState } from './schemas/route-state.ts';
import { BalancerState, RepairsState, ServersState, ServerState } from './schemas/servers-state.ts';
import { SessionState, TokensState } from './schemas/session-state.ts';
import { Snapshot } from './schemas/snapshot.ts';
import { AuditEvent, ChangeEvent, HeartbeatEvent, ResetEvent } from './schemas/stream-events.ts';

/** The schemas that the document names. */
export const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  AlertState,
  AuditDetail,
  AuditEvent,
  AuditLine,
  AuditPage,
  BalancerState,
  ChangeEvent,
  DecisionState,
  DirectivesState,
  DrillsState,
  FindingState,
  FiveAnswers,
  HeartbeatEvent,
  IntentAnswer,
  IntentState,
  LimitsState,
  LinkState,
  LocalCloudState,
  MetricsHistory,
  Mode,
  MoveAccountState,
  MovePreviewState,
  MoveState,
  MoveSummary,
  OrchestratorsState,
  ProgramState,
  ReadinessState,
  RecordDecision,
  RecordDetail,
  RecordsPage,
  RecordState,
  RegionState,
  RepairsState,
  ResetEvent,
  RouteState,
  ServersState,
  ServerState,
  SessionState,
  Snapshot,
  TokensState,
};
