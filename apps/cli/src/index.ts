export { allCommands } from './command-sources.ts';
export { CLI_ERRORS, CliError, type CliErrorCode } from './errors.ts';
export { understudy } from './understudy.ts';
