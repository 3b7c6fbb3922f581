import type { Socket } from 'node:net';
import type { Clock, Randomness } from '@understudy/core';
import type { Head } from './message.ts';
import { countedFault } from './counted-fault.ts';
import { openDoor, type DoorState, type Listening, type Wanted } from './open-door.ts';
import { relayConnection, type Relay } from './relay-connection.ts';
import type { Act, ActiveFault, DoorFault } from './types.ts';

export interface ProxyOptions {
  /** The port on 127.0.0.1 that requests go on to; asked anew for every connection. */
  readonly target: () => number;
  /** Asked once for each request. */
  readonly chooseAct: (head: Head) => Act | undefined;
  readonly wanted?: Wanted;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** A door before a server, and everything that can go wrong on the way through it. */
export interface Proxy extends Listening {
  /** Whether there is a server behind it: without one, connections are refused and those there were end. */
  setUp(up: boolean): Promise<void>;
  add(fault: DoorFault): ActiveFault;
  liftAll(): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { target, chooseAct, wanted = {}, clock, randomness } = options;
  const relays = new Set<Relay>();
  const closing = new AbortController();
  const on = new Map<symbol, { readonly kind: DoorFault['kind']; readonly active: ActiveFault }>();
  let up = true;
  let gate = makeGate(true);

  const accept = (socket: Socket) => {
    const relay = relayConnection(socket, {
      port: target(),
      chooseAct,
      passable: () => gate.passed,
      clock,
      signal: closing.signal,
      onClosed: () => relays.delete(relay),
    });
    relays.add(relay);
  };
  const door = await openDoor({ wanted, accept, clock, randomness });
  const destroyAll = (how: 'end' | 'reset') => {
    for (const relay of relays) relay.destroy(how);
  };

  const settle = () => {
    const kinds = [...on.values()].map(({ kind }) => kind);
    const vanished = kinds.includes('unreachable');
    if (vanished === gate.open) {
      gate.pass();
      gate = makeGate(!vanished);
      for (const relay of relays) relay.hush(vanished);
    }
    const state: DoorState = vanished ? 'vanished' : up && !kinds.includes('refuse') ? 'open' : 'shut';
    return door.set(state);
  };

  return {
    address: door.address,
    port: door.port,
    setUp: async (value) => {
      up = value;
      const settled = settle();
      // Where no packet gets through, clients learn of it when packets do again.
      if (!up && gate.open) destroyAll('end');
      await settled;
    },
    add: (fault) => {
      const key = Symbol(fault.kind);
      let settled: Promise<void> = Promise.resolve();
      const active = countedFault({
        onLift: () => {
          on.delete(key);
          return settle();
        },
        inEffect: () => settled,
      });
      on.set(key, { kind: fault.kind, active });
      settled = settle();
      settled.catch(() => undefined);
      if (fault.kind === 'refuse' && fault.existing === 'reset') destroyAll('reset');
      return active;
    },
    liftAll: async () => {
      await Promise.all([...on.values()].map(({ active }) => active.lift()));
    },
    close: async () => {
      closing.abort();
      gate.pass();
      destroyAll('end');
      await door.close();
    },
  };
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
