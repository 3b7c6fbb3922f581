export { DynamoJobStore } from './adapters/dynamo-job-store.ts';
export { sameContent } from './same-content.ts';
export { copySegments } from './copy-segments.ts';
export { NO_COUNTS } from './add-counts.ts';
export { continueLink, type Continued, type ContinueSettings } from './continue-link.ts';
export { BACKFILL_ERRORS, BackfillError, type BackfillErrorCode } from './errors.ts';
export { describeDuration, estimateCopy, RETENTION_SHARE, type CopyEstimate } from './estimate-copy.ts';
export type { JobStore } from './job-store.ts';
export { copyOptions, defaultCopyOptions, type CopyOptions } from './options.ts';
export type { CopyContext } from './copy-context.ts';
export { openCopy, type CopySettings } from './open-copy.ts';
export { renderProgress, renderReport } from './render-report.ts';
export { planBackfill, runBackfill, type BackfillSettings } from './run-backfill.ts';
export type {
  BackfillReport,
  CopyClients,
  CopyCounts,
  FailedItem,
  Job,
  Progress,
  SegmentProgress,
} from './types.ts';
