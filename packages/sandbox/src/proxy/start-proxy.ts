import type { Socket } from 'node:net';
import type { Clock, Randomness } from '@understudy/core';
import type { Head } from './message.ts';
import { countedFault } from './counted-fault.ts';
import { openListener, type Listener, type ListenAddress, type ListenOptions } from './open-listener.ts';
import { ConnectionRelay } from './connection-relay.ts';
import type { FaultEffect, ActiveFault, ListenerFault } from './types.ts';

export interface ProxyOptions {
  /** The port on 127.0.0.1 that requests go on to; called for every connection. */
  readonly target: () => number;
  /** Asked once for each request. */
  readonly chooseEffect: (head: Head) => FaultEffect | undefined;
  readonly wanted?: ListenOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** A listener in front of a server, and the faults on the way through it. */
export interface Proxy extends ListenAddress {
  /** Whether there is a server behind it: without one, connections are refused and those there were end. */
  setUp(up: boolean): Promise<void>;
  add(fault: ListenerFault): ActiveFault;
  liftAll(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a proxy on a loopback address.
 * @throws SandboxError UND_SANDBOX_PORT_TAKEN
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const relays = new Set<ConnectionRelay>();
  const closing = new AbortController();
  const state: ProxyState = { up: true, gate: makeGate(true), faults: new Map() };
  const { target, chooseEffect, wanted = {}, clock, randomness } = options;
  const accept = (socket: Socket) => {
    const relay = new ConnectionRelay(socket, {
      port: target(),
      chooseEffect,
      passable: () => state.gate.passed,
      clock,
      signal: closing.signal,
      onClosed: () => relays.delete(relay),
    });
    relays.add(relay);
    // A connection that is made while the address is taken over has no packets either.
    if (!state.gate.open) relay.suspend(true);
  };
  const listener = await openListener({ wanted, accept, clock, randomness });
  const destroyAll = (how: 'end' | 'reset') => relays.forEach((relay) => relay.destroy(how));
  const settle = () => settleState(state, relays, listener);

  return {
    address: listener.address,
    port: listener.port,
    setUp: async (value) => {
      state.up = value;
      const settled = settle();
      // Where no packet gets through, clients learn of it when packets do again.
      if (!state.up && state.gate.open) destroyAll('end');
      await settled;
    },
    add: (fault) => {
      const active = addFault(state, fault, settle);
      if (fault.kind === 'refuse' && fault.existing === 'reset') destroyAll('reset');
      return active;
    },
    liftAll: async () => {
      await Promise.all([...state.faults.values()].map(({ active }) => active.lift()));
    },
    close: async () => {
      closing.abort();
      state.gate.pass();
      destroyAll('end');
      await listener.close();
    },
  };
}

interface ProxyState {
  up: boolean;
  gate: Gate;
  readonly faults: Map<symbol, { readonly kind: ListenerFault['kind']; readonly active: ActiveFault }>;
}

/** Brings gate, connections and listener to what the faults and the server behind it demand. */
function settleState(
  state: ProxyState,
  relays: ReadonlySet<ConnectionRelay>,
  listener: Listener,
): Promise<void> {
  const kinds = [...state.faults.values()].map(({ kind }) => kind);
  const unreachable = kinds.includes('unreachable');
  if (unreachable === state.gate.open) {
    state.gate.pass();
    state.gate = makeGate(!unreachable);
    for (const relay of relays) relay.suspend(unreachable);
  }
  if (unreachable) return listener.set('unreachable');
  return listener.set(state.up && !kinds.includes('refuse') ? 'open' : 'closed');
}

function addFault({ faults }: ProxyState, fault: ListenerFault, settle: () => Promise<void>): ActiveFault {
  const key = Symbol(fault.kind);
  let settled: Promise<void> = Promise.resolve();
  const active = countedFault({
    onLift: () => {
      faults.delete(key);
      return settle();
    },
    inEffect: () => settled,
  });
  faults.set(key, { kind: fault.kind, active });
  settled = settle();
  settled.catch(() => undefined);
  return active;
}

interface Gate {
  readonly open: boolean;
  /** Resolves once packets get through. */
  readonly passed: Promise<void>;
  pass(): void;
}

function makeGate(open: boolean): Gate {
  let pass = () => {};
  const passed = open ? Promise.resolve() : new Promise<void>((resolve) => (pass = resolve));
  return { open, passed, pass };
}
