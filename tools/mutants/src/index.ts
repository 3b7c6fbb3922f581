export { MUTANTS_ERRORS } from './errors.ts';
