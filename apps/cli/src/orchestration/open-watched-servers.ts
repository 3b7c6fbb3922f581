import { systemClock, type Telemetry } from '@understudy/core';
import type { OpenedPools } from '@understudy/orchestrator/pools';
import type { Topology } from '@understudy/topology';

/** What servers are watched with. */
export interface WatchedServersOptions {
  readonly topology: Topology;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly telemetry: Telemetry;
}

/**
 * Opens the ways to balancers and servers where the topology has `orchestrator.servers`.
 * @throws LinodeProvisionerError `UND_LINODE_PROVISIONER_TOKEN_MISSING`, `_CONFIG_INVALID`, where it declares pools
 */
export async function openWatchedServers({
  topology,
  env,
  telemetry,
}: WatchedServersOptions): Promise<OpenedPools | undefined> {
  const { service, pools, traffic, orchestrator } = topology;
  const settings = orchestrator?.servers;
  if (settings === undefined || traffic === undefined) return undefined;
  const [{ openPools }, { readSettings, sshShell }] = await Promise.all([
    import('@understudy/orchestrator/pools'),
    import('@understudy/linode-provisioner'),
  ]);
  const common = { service, pools, traffic, settings, clock: systemClock(), telemetry };
  const identityFile = env['UNDERSTUDY_SSH_KEY'];
  const key = identityFile !== undefined && { identityFile };
  if (pools.length === 0) return openPools({ ...common, ...key });
  const { token, endpoint } = readSettings(env);
  return openPools({
    ...common,
    ...key,
    linode: { token, ...(endpoint !== undefined && { endpoint }) },
    shell: sshShell(key || {}),
  });
}
