export { assertImage, type Asserted, type AssertOptions } from './assert-image.ts';
export { dropRecord } from './drop-record.ts';
export { redriveRecord, type RedriveRequest } from './redrive-record.ts';
export type { DecideOptions } from './decide-options.ts';
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
