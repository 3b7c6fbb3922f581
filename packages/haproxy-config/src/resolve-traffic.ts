import { readTraffic, type Traffic } from '@understudy/topology';
import { HaproxyConfigError, refused } from './errors.ts';
import type { HostOptions } from './options.ts';
import type { HaproxyInput } from './types.ts';

const PATH = /^\/[a-zA-Z0-9._/-]{1,200}$/;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
const SOCKET_ADDRESS = /^[0-9a-fA-F.:]{2,45}$/;

/**
 * The traffic with the instances of its pools as servers, every value checked by the topology's rules: for any caller, no
 * unchecked word reaches a file.
 * @throws HaproxyConfigError `UND_HAPROXY_CONFIG_REFUSED`, `UND_HAPROXY_CONFIG_POOL_MISSING`
 */
export function resolveTraffic({ traffic, pools = {} }: HaproxyInput): Traffic {
  const backends = traffic.backends.map((backend) => {
    const { pool, port, ...rest } = backend;
    if (pool === undefined) return backend;
    const members = Object.hasOwn(pools, pool) ? pools[pool] : undefined;
    if (members === undefined) {
      throw new HaproxyConfigError('UND_HAPROXY_CONFIG_POOL_MISSING', {
        what: `The backend ${JSON.stringify(backend.name)} names the pool ${JSON.stringify(pool)}, whose instances were not given.`,
        details: { backend: backend.name, pool },
      });
    }
    // A pool that has no instance yet is no mistake of the topology: its backend answers 503.
    if (members.length === 0) return { ...rest, pool, port };
    return {
      ...rest,
      servers: members.map(({ name, address, weight = 100 }) => ({
        name,
        address,
        port,
        weight,
        backup: false,
      })),
    };
  });
  const read = readTraffic({ traffic: { ...traffic, backends } }, Object.keys(pools));
  if (!read.fits) throw refused(read.problems);
  if (read.traffic === undefined) throw refused([]);
  return read.traffic;
}

/** @throws HaproxyConfigError `UND_HAPROXY_CONFIG_HOST_INVALID` */
export function checkHost(host: HostOptions): void {
  const { statsSocket, stateFile, log, runAs, statsAddress } = host;
  const wrong: string[] = [];
  if (!PATH.test(statsSocket)) wrong.push('statsSocket');
  if (!PATH.test(stateFile)) wrong.push('stateFile');
  if (log !== 'stdout' && !PATH.test(log)) wrong.push('log');
  if (runAs !== 'starter') {
    if (!USER.test(runAs.user)) wrong.push('runAs.user');
    if (!USER.test(runAs.group)) wrong.push('runAs.group');
    if (!PATH.test(runAs.chroot)) wrong.push('runAs.chroot');
  }
  if (statsAddress !== undefined) {
    if (!SOCKET_ADDRESS.test(statsAddress.address)) wrong.push('statsAddress.address');
    if (!Number.isInteger(statsAddress.port) || statsAddress.port < 1 || statsAddress.port > 65_535)
      wrong.push('statsAddress.port');
  }
  if (wrong.length === 0) return;
  throw new HaproxyConfigError('UND_HAPROXY_CONFIG_HOST_INVALID', {
    what: `Of the balancer's options ${wrong.join(', ')} can't stand in a configuration file.`,
    details: { options: wrong },
  });
}
