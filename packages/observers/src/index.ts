export { OBSERVERS_ERRORS } from './errors.ts';
