import { silentTelemetry } from '@understudy/core';
import { linodeClient, Provisioner, readSettings } from '@understudy/linode-provisioner';
import type { Topology } from '@understudy/topology';
import type { Pools } from '../balancer.ts';
import { memberOf } from '../member-of.ts';

/**
 * The members of the pools that backends name: the instances that run on Linode; whether each one serves, HAProxy's own
 * checks decide. Nothing is asked where no backend names a pool.
 * @throws LinodeProvisionerError `UND_LINODE_PROVISIONER_TOKEN_MISSING`, and what the API refuses
 */
export async function readPools(
  { service, pools, traffic }: Topology,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pools> {
  const named = new Set(traffic?.backends.flatMap(({ pool }) => (pool === undefined ? [] : [pool])));
  if (named.size === 0) return {};
  const { token, endpoint } = readSettings(env);
  const api = linodeClient({
    token,
    telemetry: silentTelemetry,
    ...(endpoint !== undefined && { endpoint }),
  });
  const instances = await new Provisioner({ service, pools, api }).observe();
  return Object.fromEntries(
    [...named].map((pool) => {
      const running = instances.filter(({ place, status }) => place.pool === pool && status === 'running');
      return [pool, running.map(memberOf).filter((member) => member !== undefined)];
    }),
  );
}
