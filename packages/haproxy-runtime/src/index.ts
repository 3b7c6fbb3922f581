export { HAPROXY_RUNTIME_ERRORS } from './errors.ts';
