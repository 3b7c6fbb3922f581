import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { waitFor, type Clock, type Randomness } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import { makeUnreachable, type UnreachableAddress } from './make-unreachable.ts';

/** An address and port of this machine's loopback. */
export interface ListenAddress {
  readonly address: string;
  readonly port: number;
}

/** What is wanted of an address; what is left out is chosen. */
export type ListenOptions = Partial<ListenAddress>;

type ListenerState =
  /** Connections are accepted. */
  | 'open'
  /** Connections are refused. */
  | 'closed'
  /** As if no host had the address: connections are neither accepted nor refused. */
  | 'unreachable';

/** A listening address that can stop being one, and come back the same. */
export interface Listener extends ListenAddress {
  /** The last call wins. `closed` is in effect when this returns, the others when it resolves. */
  set(state: ListenerState): Promise<void>;
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly wanted: ListenOptions;
  readonly accept: (socket: Socket) => void;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const BACKLOG = 512;

/** Below the ports that systems hand out by themselves, so that no other process gets the port of a region that refuses connections. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;
const TRIES = 20;
const REOPEN_LIMIT_MS = 5_000;

/**
 * Listens on a separate loopback address (127.x.y.z, or 127.0.0.1 where a system has no other).
 * @throws SandboxError UND_SANDBOX_PORT_TAKEN
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const first = await listenSomewhere(options);
  const { address, port } = first;
  let server: Server | undefined = first.server;
  let unreachable: UnreachableAddress | undefined;
  let wanted: ListenerState = 'open';
  let turn: Promise<void> = Promise.resolve();

  const close = () => {
    server?.close();
    server = undefined;
  };
  const reopen = async () => {
    // Another process may have taken the port for a moment: it gets time to release it.
    const attempt = async () => {
      const opened = await listen(address, port, options.accept);
      return opened instanceof Error ? false : opened;
    };
    const waited = await waitFor(attempt, { clock: options.clock, everyMs: 20, limitMs: REOPEN_LIMIT_MS });
    if (!waited.met) throw taken(address, port);
    server = waited.value;
  };
  const follow = async () => {
    if (wanted !== 'unreachable') {
      await unreachable?.restore();
      unreachable = undefined;
    }
    if (wanted === 'closed') close();
    if (wanted === 'open' && server === undefined) await reopen();
    if (wanted === 'unreachable' && unreachable === undefined) {
      unreachable = await makeUnreachable({ address, port, leave: close, clock: options.clock });
    }
  };

  return {
    address,
    port,
    set: (state) => {
      wanted = state;
      if (state === 'closed') close();
      const mine = turn.then(follow);
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      wanted = 'closed';
      await turn;
      await follow();
    },
  };
}

async function listenSomewhere({
  wanted,
  accept,
  randomness,
}: ListenerOptions): Promise<ListenAddress & { readonly server: Server }> {
  const part = () => String(1 + Math.floor(randomness.fraction() * 254));
  let address = wanted.address ?? `127.${part()}.${part()}.${part()}`;
  for (let tried = 1; ; tried += 1) {
    const port = wanted.port ?? FIRST_PORT + Math.floor(randomness.fraction() * PORTS);
    const opened = await listen(address, port, accept);
    if (!(opened instanceof Error)) return { address, port, server: opened };
    if (opened.code === 'EADDRNOTAVAIL' && wanted.address === undefined && address !== '127.0.0.1') {
      address = '127.0.0.1';
    } else if (opened.code !== 'EADDRINUSE') {
      throw opened;
    } else if (wanted.port !== undefined || tried >= TRIES) {
      throw taken(address, port, opened);
    }
  }
}

async function listen(
  host: string,
  port: number,
  accept: (socket: Socket) => void,
): Promise<Server | NodeJS.ErrnoException> {
  const server = createServer({ noDelay: true, allowHalfOpen: true }, accept);
  server.listen({ host, port, backlog: BACKLOG });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function taken(address: string, port: number, cause?: Error): SandboxError {
  return new SandboxError('UND_SANDBOX_PORT_TAKEN', {
    what: `${address}:${port} is in use.`,
    details: { address, port },
    cause,
  });
}
