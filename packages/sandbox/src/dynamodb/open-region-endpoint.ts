import type { Clock, Randomness } from '@understudy/core';
import type { Head } from '../proxy/message.ts';
import { createFaultSet } from '../proxy/create-fault-set.ts';
import type { ListenOptions } from '../proxy/open-listener.ts';
import { nameAddress, type Name } from '../proxy/name-address.ts';
import { startProxy, type Proxy } from '../proxy/start-proxy.ts';
import type { ActiveFault, SeenRequest } from '../proxy/types.ts';
import { simulateFault, operationsOf } from './simulate-fault.ts';
import { checkFault } from './check-fault.ts';
import type { Fault, RequestFault } from './fault.ts';

export interface EndpointOptions {
  readonly region: string;
  /** The port of DynamoDB Local. */
  readonly target: () => number;
  readonly wanted: ListenOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Faults of one region, on and off. */
export interface RegionFaults {
  /**
   * Puts a fault on. It strikes every request that comes from now on, as far as its own limits let it.
   * @throws SandboxError UND_SANDBOX_FAULT_INVALID
   */
  add(fault: Fault): ActiveFault;
  /** Takes every fault off. */
  liftAll(): Promise<void>;
}

/** What clients of a region meet: its proxy, its name, its faults. */
export interface RegionEndpoint {
  readonly proxy: Proxy;
  readonly name: Name;
  readonly faults: RegionFaults;
  /** Calls `listener` for every request that comes; gives the way to stop that. */
  watch(listener: (request: SeenRequest) => void): () => void;
}

export async function openRegionEndpoint(options: EndpointOptions): Promise<RegionEndpoint> {
  const { region, target, wanted, clock, randomness } = options;
  const listeners = new Set<(request: SeenRequest) => void>();
  const requestFaults = createFaultSet<RequestFault>({
    simulate: (fault) => simulateFault(fault, randomness),
    operationsOf,
    randomness,
  });
  const chooseEffect = (head: Head) => {
    const operation = operationOf(head);
    for (const listener of listeners) listener({ operation, header: (name) => head.header(name) });
    return requestFaults.choose(operation, senderOf(head));
  };
  const proxy = await startProxy({ target, chooseEffect, wanted, clock, randomness });
  const name = nameAddress(`dynamodb.${region}.sandbox.localhost`, proxy.address, randomness);
  return {
    proxy,
    name,
    faults: {
      add: (fault) => {
        checkFault(fault);
        if (fault.kind === 'name') return name.add(fault);
        if (fault.kind === 'refuse' || fault.kind === 'unreachable') return proxy.add(fault);
        return requestFaults.add(fault);
      },
      liftAll: async () => {
        await Promise.all([requestFaults.liftAll(), name.liftAll(), proxy.liftAll()]);
      },
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Every AWS SDK puts the application id that `launchProgram` gives into its `User-Agent`. */
function senderOf(head: Head): string | undefined {
  return /(?:^| )app\/(?<sender>[^ ]+)/.exec(head.header('user-agent') ?? '')?.groups?.['sender'];
}

/** `PutItem` of `X-Amz-Target: DynamoDB_20120810.PutItem`; DynamoDB Streams name theirs alike. */
function operationOf(head: Head): string | undefined {
  return head.header('x-amz-target')?.split('.').at(-1);
}
