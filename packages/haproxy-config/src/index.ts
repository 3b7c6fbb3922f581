export { HAPROXY_CONFIG_ERRORS } from './errors.ts';
