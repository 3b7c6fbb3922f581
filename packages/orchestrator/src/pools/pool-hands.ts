import type { Clock, Telemetry } from '@understudy/core';
import type { RepairAttempt } from '@understudy/findings';
import {
  Provisioner,
  serviceTag,
  type LinodeApi,
  type ProvisionerOptions,
  type RemoteShell,
} from '@understudy/linode-provisioner';
import type { PoolSpec } from '@understudy/topology';
import type { RepairContext, RepairHands } from '../act/repair-hands.ts';
import { endingClock } from './ending-clock.ts';
import type { PoolTraffic } from './pool-traffic.ts';

export interface PoolHandsOptions {
  readonly service: string;
  readonly pools: readonly PoolSpec[];
  readonly api: LinodeApi;
  readonly shell?: RemoteShell;
  readonly traffic: PoolTraffic;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Pauses and limits of the provisioner. */
  readonly pace?: ProvisionerOptions;
}

/** Events of an instance are read back for so long, in ms. */
const EVENTS_MS = 86_400_000;

/** Repairs servers through the provisioner, and moves the traffic through the balancers. */
export function poolHands(options: PoolHandsOptions): RepairHands {
  return {
    carryOut: async (attempt, context) => {
      const provisioner = openProvisioner(options, context);
      const { rung, server, region, commanded } = attempt;
      switch (rung) {
        case 'rejoin':
          return (await provisioner.rejoin(server)).label;
        case 'restart': {
          const isGiven = commanded !== undefined;
          return (await (isGiven ? provisioner.rejoin(server) : provisioner.restartService(server))).label;
        }
        case 'reboot': {
          const isGiven = await wasRebooted(options, attempt);
          return (await (isGiven ? provisioner.rejoin(server) : provisioner.reboot(server))).label;
        }
        case 'replace':
        case 'move':
          return (await provisioner.replace(server, { region })).label;
      }
    },
  };
}

/** Every pause of it ends with the attempt, and nothing is changed after that. */
function openProvisioner(options: PoolHandsOptions, context: RepairContext): Provisioner {
  const { service, pools, api, shell, traffic, clock, telemetry, pace } = options;
  const { signal, note, guard } = context;
  const guarded = guardCalls(api, guard);
  return new Provisioner({
    service,
    pools,
    api: {
      ...guarded,
      rebootInstance: async (id) => {
        await note({ event: await newestEvent(options, id) });
        await guarded.rebootInstance(id);
      },
    },
    ...(shell !== undefined && {
      shell: {
        run: async (address, command) => {
          await note({ event: 0 });
          guard();
          return shell.run(address, command);
        },
      },
    }),
    hooks: traffic.hooks(guard),
    clock: endingClock(clock, signal),
    telemetry,
    ...(pace !== undefined && { options: pace }),
  });
}

/** The same calls, each refused where nothing must be changed any more. */
function guardCalls(api: LinodeApi, guard: () => void): LinodeApi {
  const calls = Object.entries(api).map(([name, call]: [string, (...given: never[]) => Promise<unknown>]) => [
    name,
    async (...given: never[]) => {
      guard();
      return call(...given);
    },
  ]);
  return Object.fromEntries(calls) as LinodeApi;
}

async function newestEvent({ api, clock }: PoolHandsOptions, id: number): Promise<number> {
  const [newest] = await api.listEvents(id, clock.wallMs() - EVENTS_MS);
  return newest?.id ?? 0;
}

/** Whether an earlier carrying out of the attempt came to reboot it: by the numbers of Linode's events, not by any clock. */
async function wasRebooted(
  { service, api, clock }: PoolHandsOptions,
  { server, commanded }: RepairAttempt,
): Promise<boolean> {
  if (commanded === undefined) return false;
  const instance = (await api.listInstances(serviceTag(service))).find(({ label }) => label === server);
  if (instance === undefined) return false;
  const events = await api.listEvents(instance.id, clock.wallMs() - EVENTS_MS);
  return events.some(({ id, action }) => id > commanded.event && /^linode_(reboot|boot)$/.test(action));
}
