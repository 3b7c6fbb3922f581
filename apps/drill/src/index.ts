export {
  accountForWrites,
  type Account,
  type AccountInput,
  type Fate,
  type PartFate,
  type Trace,
  type Unexplained,
} from './account-for-writes.ts';
export { compareRegions, type Comparison, type Difference } from './compare-regions.ts';
export { DRILL_ERRORS, DrillError, type DrillErrorCode } from './errors.ts';
export { findMissing, type MissingPart } from './find-missing.ts';
export { defaultOptions, ranges, type DrillOptions } from './options.ts';
export { parseArguments, type Parsed } from './parse-arguments.ts';
export { renderReport } from './render-report.ts';
export type { Report } from './report.ts';
export type { Content, JournalEntry, LedgerLine, Outcome, WriteName, WritePart } from './types.ts';
