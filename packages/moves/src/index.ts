export { DynamoDBRegionProbe, type DynamoDBRegionProbeOptions } from './adapters/dynamodb-region-probe.ts';
export { MOVES_ERRORS, MovesError, type MovesErrorCode } from './errors.ts';
export { MOVES_METRICS } from './metrics.ts';
export { Mover } from './mover.ts';
export type { MoverOptions } from './options.ts';
export {
  drainToken,
  freshProgress,
  planMove,
  type MoveProgress,
  type PlanLimits,
  type PlannedStep,
} from './plan-move.ts';
export { planReconciliation, type ReconcileFacts, type ReconcileStep } from './plan-reconciliation.ts';
export type { StepOutcome } from './take-step.ts';
export type {
  AbortIntent,
  FailoverIntent,
  FailoverVote,
  AbortReason,
  MoveReport,
  Override,
  RegionProbe,
  StepName,
  StepTaken,
  SwitchoverIntent,
  ReconcileReport,
} from './types.ts';
