export { assertImage, type Asserted, type AssertOptions } from './assert-image.ts';
export {
  dropRecord,
  redriveRecord,
  type DecideOptions,
  type DecideResult,
  type RedriveOutcome,
  type RedriveRequest,
} from './decide-record.ts';
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
