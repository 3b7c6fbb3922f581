export { DynamoDBRegionProbe, type DynamoDBRegionProbeOptions } from './adapters/dynamodb-region-probe.ts';
export { MOVES_ERRORS, MovesError, type MovesErrorCode } from './errors.ts';
export { MOVES_METRICS } from './metrics.ts';
export { Mover } from './mover.ts';
export type { MoverOptions } from './options.ts';
export {
  drainToken,
  freshProgress,
  planMove,
  planTending,
  type MoveProgress,
  type PlanLimits,
  type PlannedStep,
  type TendFacts,
  type TendStep,
} from './plan.ts';
export type { StepOutcome } from './take-step.ts';
export type {
  AbortIntent,
  FailoverIntent,
  FailoverVote,
  Hindrance,
  MoveReport,
  Override,
  RegionProbe,
  StepName,
  StepTaken,
  SwitchoverIntent,
  TendReport,
} from './types.ts';
