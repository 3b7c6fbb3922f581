export { OUTAGES_ERRORS } from './errors.ts';
