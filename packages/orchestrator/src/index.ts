export { ORCHESTRATOR_ERRORS } from './errors.ts';
