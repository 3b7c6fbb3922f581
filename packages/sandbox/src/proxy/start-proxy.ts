import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Randomness } from '@understudy/core';
import { listen, listenLoopback, type Listening, type Wanted } from './listen-loopback.ts';

export interface ProxyOptions {
  /** The port on 127.0.0.1 that requests go on to; asked anew for every connection. */
  readonly target: () => number;
  readonly wanted?: Wanted;
  readonly randomness: Randomness;
}

/** A door before a server, that can be shut. */
export interface Proxy extends Listening {
  /** Accepts connections (again), on the same address and port. */
  open(): Promise<void>;
  /** Connections are refused from now on; those there are live on. */
  shut(): void;
  /** Ends every connection there is. */
  dropConnections(): void;
  close(): Promise<void>;
}

export async function startProxy({ target, wanted = {}, randomness }: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: '127.0.0.1', port: target(), noDelay: true });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on('error', () => other.resetAndDestroy());
      one.pipe(other);
    }
  });
  const listening = await listenLoopback(server, wanted, randomness);
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    ...listening,
    open: async () => {
      if (server.listening) return;
      const problem = await listen(server, listening);
      if (problem !== undefined) throw problem;
    },
    shut: () => {
      if (server.listening) server.close();
    },
    dropConnections,
    close: async () => {
      dropConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
