export { CONTROL_STORE_ERRORS } from './errors.ts';
