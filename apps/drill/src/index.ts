export { drill, type DrillOutcome } from './drill.ts';
export type { DrillRun } from './drill-run.ts';
export { DRILL_ERRORS, DrillError, type DrillErrorCode } from './errors.ts';
export { defaultOptions, ranges, type DrillOptions } from './options.ts';
export { parseArguments, type Parsed } from './parse-arguments.ts';
