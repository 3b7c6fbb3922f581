export { codeTrouble } from './code-trouble.ts';
export {
  OUTPUT_FORMATS,
  type Ask,
  type CommandContext,
  type Confirmation,
  type OutputFormat,
  type TextStyle,
} from './command-context.ts';
export { defineCommand, type CommandExample, type CommandInput, type CommandSpec } from './define-command.ts';
export { describeFailure, type Failure } from './describe-failure.ts';
export { describeMisfit } from './describe-misfit.ts';
export { describeOption } from './describe-option.ts';
export { COMMAND_LINE_ERRORS, CommandLineError, type CommandLineErrorCode } from './errors.ts';
export { flagOf } from './flag-of.ts';
export { jsonOf } from './json-of.ts';
export { nearestNames } from './nearest-names.ts';
export type {
  ArgumentSpec,
  ArgumentValues,
  OptionSpec,
  OptionSpecs,
  OptionValues,
  ValueKind,
} from './option-spec.ts';
export type { ProgramSpec } from './program-spec.ts';
export { flag, readWords, valued, type WrongWords } from './read-words.ts';
export { pageOf, renderError, type RenderErrorOptions } from './render-error.ts';
export { StopSignal } from './stop-signal.ts';
export { untilStopped } from './until-stopped.ts';
export { wholeNumber, type Range } from './whole-number.ts';
