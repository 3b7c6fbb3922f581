export { DynamoDBRegionProbe, type DynamoDBRegionProbeOptions } from './adapters/dynamodb-region-probe.ts';
export { drainToken } from './drain-token.ts';
export { MOVES_ERRORS, MovesError, type MovesErrorCode } from './errors.ts';
export { mayBeMissingMs } from './may-be-missing-ms.ts';
export { MOVES_METRICS } from './metrics.ts';
export { freshProgress, type MoveProgress } from './move-progress.ts';
export { Mover } from './mover.ts';
export type { MoverOptions } from './options.ts';
export { planMove, type PlanLimits, type PlannedStep } from './plan-move.ts';
export { planReconciling, type ReconcileFacts, type ReconcileStep } from './plan-reconciling.ts';
export type { MovePreview, MoveRefusal, PreviewedMove } from './preview-move.ts';
export type { StepOutcome } from './take-step.ts';
export type {
  AbortedMove,
  AbortIntent,
  AbortReason,
  DrivenMoveFacts,
  DrivenMoveReport,
  FailoverIntent,
  FailoverVote,
  IdleReport,
  MoveReport,
  OvertakenMove,
  Override,
  PromotedMove,
  RebuildReport,
  ReconcileReport,
  RegionProbe,
  StepName,
  StepTaken,
  SwitchoverIntent,
} from './types.ts';
export type { WantedMove } from './wanted-move.ts';
