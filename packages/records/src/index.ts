export { assertImage, type Asserted, type AssertOptions } from './assert-image.ts';
export { countMerges, type MergeCounts } from './count-merges.ts';
export { dropRecord } from './drop-record.ts';
export { renderDecision } from './commands/render-decision.ts';
export { redriveRecord, type RedriveRequest } from './redrive-record.ts';
export { mergeAll, type MergedKey } from './merge-all.ts';
export { mergeKey, type MergeRequest } from './merge-key.ts';
export type { MergeResult } from './merge/merge-result.ts';
export { readChains, readChainOf, type KeyChain } from './read-chains.ts';
export { openRecords, type OpenedRecords } from './adapters/open-records.ts';
export type { DecideOptions, RouteFacts } from './decide-options.ts';
export type { DecideResult, RedriveOutcome } from './decide-result.ts';
export { RECORDS_ERRORS, RecordsError, type RecordsErrorCode } from './errors.ts';
export { nameRecord, parseRecordName } from './name-record.ts';
export { Records, type RecordsOptions, type RecordsPage } from './records.ts';
export { lineAsText, recordAsJson, recordAsText } from './record-as-text.ts';
export type {
  Decider,
  Images,
  RecordEntry,
  RecordFilter,
  RecordKind,
  RecordLine,
  RecordName,
  RecordState,
  RegionClient,
} from './types.ts';
