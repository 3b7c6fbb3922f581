import type { Clock, Telemetry } from '@understudy/core';
import {
  HaproxyRuntime,
  localTransport,
  sshTransport,
  type HaproxyTransport,
} from '@understudy/haproxy-runtime';
import {
  httpProbe,
  linodeClient,
  type LinodeApi,
  type ProvisionerOptions,
  type RemoteShell,
} from '@understudy/linode-provisioner';
import type { PoolSpec, ServerSettings, Traffic, WatchedBalancer } from '@understudy/topology';
import type { RepairHands } from '../act/repair-hands.ts';
import type { ServerEyes } from '../observe/server-eyes.ts';
import { linodeEye } from './linode-eye.ts';
import { poolHands } from './pool-hands.ts';
import { PoolTraffic, type OpenedBalancer } from './pool-traffic.ts';
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
  /** Pauses and limits of the provisioner. */
  readonly pace?: ProvisionerOptions;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Balancers, servers and Linode of a service, as an orchestrator sees and changes them. */
export interface OpenedPools {
  readonly eyes: ServerEyes;
  /** Absent without a token of Linode. */
  readonly hands?: RepairHands;
  /** Closes the ways to the balancers; they go on serving. */
  close(): Promise<void>;
}

/** Opens the ways to what `orchestrator.servers` names; each is made when it is first used. */
export function openPools(options: PoolsOptions): OpenedPools {
  const { service, pools, traffic, settings, clock } = options;
  const opened = settings.balancers.map((balancer): OpenedBalancer => {
    const transport = reopeningTransport(() => openTransport(balancer, options));
    const { configFile, stateFile } = balancer;
    const limits = { answerLimitMs: settings.lookLimitMs };
    const runtime = new HaproxyRuntime(transport, { configFile, stateFile, ...limits }, clock);
    return { settings: balancer, transport, runtime };
  });
  const balancers = opened.map(({ settings: { name }, runtime }) => ({
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
    ...(options.linode !== undefined && { hands: handsOf(options, options.linode, opened) }),
    close: async () => {
      await Promise.all(opened.map(({ transport }) => transport.close()));
    },
  };
}

type LinodeAccess = NonNullable<PoolsOptions['linode']>;

/** A look that fails is not repeated within itself: the next one comes soon. */
function eyeOf(options: PoolsOptions, access: LinodeAccess) {
  const { service, pools, settings, clock } = options;
  const api = clientOf(options, access, { attempts: 1, attemptTimeoutMs: settings.lookLimitMs });
  return linodeEye({ service, pools, api, probe: httpProbe, clock });
}

/** What fails for longer is tried again by the repair, within its limit. */
function handsOf(
  options: PoolsOptions,
  access: LinodeAccess,
  balancers: readonly OpenedBalancer[],
): RepairHands {
  const { service, traffic, clock } = options;
  const api = clientOf(options, access, { attempts: 3, attemptTimeoutMs: 15_000 });
  return poolHands({
    ...options,
    api,
    traffic: new PoolTraffic({ service, traffic, balancers, api, clock }),
  });
}

function clientOf(
  { clock }: PoolsOptions,
  { token, endpoint }: LinodeAccess,
  limits: { readonly attempts: number; readonly attemptTimeoutMs: number },
): LinodeApi {
  return linodeClient({ token, ...limits, clock, ...(endpoint !== undefined && { endpoint }) });
}

async function openTransport(
  { ssh, statsSocket: stats, masterSocket: master }: WatchedBalancer,
  { clock, identityFile }: PoolsOptions,
): Promise<HaproxyTransport> {
  if (ssh === undefined) return localTransport({ stats, master });
  const key = identityFile !== undefined && { identityFile };
  return sshTransport({ destination: ssh, stats, master, clock, ...key });
}
