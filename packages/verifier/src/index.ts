export {
  applyRepair,
  prepareRepair,
  type PlannedRepair,
  type RepairOptions,
  type RepairOutcome,
} from './apply-repair.ts';
export { differingAttributes, sameCopy, sameValue } from './same-copy.ts';
export { VERIFIER_ERRORS, VerifierError, type VerifierErrorCode } from './errors.ts';
export { VERIFIER_METRICS } from './metrics.ts';
export { defaultVerifyOptions, verifyOptions, type VerifyOptions } from './options.ts';
export { planRepair, type RepairFacts, type RepairPlan, type Undecided } from './plan-repair.ts';
export type { SegmentOf } from './read-page.ts';
export { bytesAsText, reportAsJson, reportAsText, type ReportOptions } from './report-as-text.ts';
export { sampleTables, type SampleOptions } from './sample-tables.ts';
export type {
  Both,
  Difference,
  FoundCopies,
  RegionClient,
  Side,
  TableReport,
  VerifiedRegion,
  VerifiedTable,
} from './types.ts';
export { verifyTable, type VerifyTableOptions } from './verify-table.ts';
export {
  isIdentical,
  verifyService,
  type RepairCounts,
  type ReportedRepair,
  type VerifiedTableReport,
  type VerifyServiceOptions,
} from './verify-service.ts';
