import type { Clock, Telemetry } from '@understudy/core';
import {
  HaproxyRuntime,
  localTransport,
  sshTransport,
  type HaproxyTransport,
} from '@understudy/haproxy-runtime';
import { httpProbe, linodeClient, type RemoteShell } from '@understudy/linode-provisioner';
import type { PoolSpec, ServerSettings, Traffic, WatchedBalancer } from '@understudy/topology';
import type { ServerEyes } from '../observe/server-eyes.ts';
import { linodeEye } from './linode-eye.ts';
import { reopeningTransport } from './reopening-transport.ts';
import { shownServers } from './shown-servers.ts';

export interface PoolsOptions {
  readonly service: string;
  readonly pools: readonly PoolSpec[];
  readonly traffic: Traffic;
  readonly settings: ServerSettings;
  /** A personal access token of Linode; absent where there are no pools. */
  readonly linode?: { readonly token: string; readonly endpoint?: string };
  /** Commands on servers; without it no service is restarted. */
  readonly shell?: RemoteShell;
  /** The file of the private key by which balancers are reached. Default: ssh's own. */
  readonly identityFile?: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Balancers, servers and Linode of a service, as an orchestrator sees and changes them. */
export interface OpenedPools {
  readonly eyes: ServerEyes;
  /** Closes the ways to the balancers; they go on serving. */
  close(): Promise<void>;
}

/** Opens the ways to what `orchestrator.servers` names; each is made when it is first used. */
export function openPools(options: PoolsOptions): OpenedPools {
  const { service, pools, traffic, settings, clock } = options;
  const opened = settings.balancers.map((balancer) => {
    const transport = reopeningTransport(() => openTransport(balancer, options));
    const { name, configFile, stateFile } = balancer;
    const limits = { answerLimitMs: settings.lookLimitMs };
    const runtime = new HaproxyRuntime(transport, { configFile, stateFile, ...limits }, clock);
    return { name, transport, runtime };
  });
  const balancers = opened.map(({ name, runtime }) => ({
    name,
    look: async () => shownServers(service, traffic, (await runtime.observe()).servers),
  }));
  return {
    eyes: {
      pools: pools.map(({ name, count, region, fallbackRegions, deploy }) => ({
        name,
        count,
        regions: [region, ...fallbackRegions],
        restarts: deploy.service !== undefined && options.shell !== undefined,
      })),
      balancers,
      ...(options.linode !== undefined && { linode: eyeOf(options, options.linode) }),
    },
    close: async () => {
      await Promise.all(opened.map(({ transport }) => transport.close()));
    },
  };
}

/** A look that fails is not repeated within itself: the next one comes soon. */
function eyeOf(
  { service, pools, settings, clock }: PoolsOptions,
  { token, endpoint }: NonNullable<PoolsOptions['linode']>,
) {
  const api = linodeClient({
    token,
    attempts: 1,
    attemptTimeoutMs: settings.lookLimitMs,
    clock,
    ...(endpoint !== undefined && { endpoint }),
  });
  return linodeEye({ service, pools, api, probe: httpProbe, clock });
}

async function openTransport(
  { ssh, statsSocket: stats, masterSocket: master }: WatchedBalancer,
  { clock, identityFile }: PoolsOptions,
): Promise<HaproxyTransport> {
  if (ssh === undefined) return localTransport({ stats, master });
  const key = identityFile !== undefined && { identityFile };
  return sshTransport({ destination: ssh, stats, master, clock, ...key });
}
