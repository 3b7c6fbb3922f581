export { TRAFFIC_ERRORS } from './errors.ts';
