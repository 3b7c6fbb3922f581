import type { LinodeCloud } from '@understudy/sandbox';
import type { PoolSpec } from '@understudy/topology';
import { linodeClient } from '../adapters/linode-client.ts';
import type { ProvisionerOptions } from '../options.ts';
import { Provisioner, type ProvisionerParts } from '../provisioner.ts';
import type { HealthProbe, LinodeApi } from '../types.ts';

/** Pauses for a cloud whose instances boot in milliseconds. */
export const QUICK: ProvisionerOptions = {
  pollMs: 10,
  runLimitMs: 10_000,
  goneLimitMs: 10_000,
  lookLimitMs: 200,
  probeConfirmations: 1,
};

export function clientOf(cloud: LinodeCloud): LinodeApi {
  return linodeClient({
    token: cloud.token,
    endpoint: cloud.endpoint,
    attemptTimeoutMs: 2_000,
    firstPauseMs: 5,
    mostPauseMs: 20,
  });
}

export function provisionerOf(
  cloud: LinodeCloud,
  service: string,
  pools: readonly PoolSpec[],
  more: Partial<ProvisionerParts> = {},
): Provisioner {
  return new Provisioner({
    service,
    pools,
    api: clientOf(cloud),
    shell: { run: (address, command) => cloud.shell(address, command) },
    options: QUICK,
    ...more,
  });
}

/** For instances without an app: those that run are healthy. */
export function runningProbe(cloud: LinodeCloud): HealthProbe {
  return (url) => {
    const { hostname } = new URL(url);
    return Promise.resolve(
      cloud.instances.some(({ address, status }) => address === hostname && status === 'running'),
    );
  };
}
