export { HAPROXY_CONFIG_ERRORS, HaproxyConfigError, type HaproxyConfigErrorCode } from './errors.ts';
export { defaultHost, defaultKeepalived, type HostOptions, type KeepalivedOptions } from './options.ts';
export { readBackends, withoutServers } from './read-backends.ts';
export { renderBgp } from './render-bgp.ts';
export { renderHaproxy } from './render-haproxy.ts';
export { renderKeepalived } from './render-keepalived.ts';
export type { BackendLines, HaproxyInput, NodeFile, PoolMember, ServerLine } from './types.ts';
