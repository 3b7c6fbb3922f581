export { RECORDS_ERRORS } from './errors.ts';
