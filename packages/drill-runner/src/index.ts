export { DRILL_RUNNER_ERRORS, DrillRunnerError, type DrillRunnerErrorCode } from './errors.ts';
export { runScenario } from './run-scenario.ts';
