export {
  accountForWrites,
  type Account,
  type AccountInput,
  type Fate,
  type PartFate,
  type Trace,
  type Unexplained,
} from '@understudy/scenario';
export { compareRegions, type Comparison, type Difference } from '@understudy/scenario';
export { DRILL_ERRORS, DrillError, type DrillErrorCode } from './errors.ts';
export { findMissing, type MissingPart } from '@understudy/scenario';
export { defaultOptions, ranges, type DrillOptions } from './options.ts';
export { parseArguments, type Parsed } from './parse-arguments.ts';
export { renderReport } from '@understudy/scenario';
export type { Report } from '@understudy/scenario';
export type { Content, JournalEntry, LedgerLine, Outcome, WriteName, WritePart } from '@understudy/scenario';
