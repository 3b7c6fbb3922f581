import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Clock } from '@understudy/core';

/**
 * Runs in a separate thread: listens with the shortest queue there is, and never accepts, because its event
 * loop is blocked until it is released. It waits for 1 (the address is free) and then for 2 (give it back).
 */
const SCRIPT = `
const { parentPort, workerData } = require('node:worker_threads');
const { createServer } = require('node:net');
const { address, port, state } = workerData;
Atomics.wait(state, 0, 0);
const server = createServer((socket) => socket.destroy());
server.once('error', (error) => parentPort.postMessage(error.code));
server.listen({ host: address, port, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(state, 0, 1);
  server.close();
});
`;

/** A connection on loopback that is not made by then will not be made: the queue is full. */
const UNANSWERED_MS = 100;

/** Systems round a queue's length up, by a few at most. */
const MOST_FILLERS = 64;

export interface UnreachableOptions {
  readonly address: string;
  readonly port: number;
  /** Frees the address; called once, the moment before it is taken over. */
  readonly leave: () => void;
  readonly clock: Clock;
}

/** An address that looks unreachable. */
export interface UnreachableAddress {
  /** Gives the address back. */
  restore(): Promise<void>;
}

/**
 * Makes an address behave as one whose packets are dropped: a listener that accepts nothing, its queue filled
 * up, so that the kernel drops every further attempt to connect instead of refusing it.
 */
export async function makeUnreachable({
  address,
  port,
  leave,
  clock,
}: UnreachableOptions): Promise<UnreachableAddress> {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(SCRIPT, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: { address, port, state },
  });
  const exited = once(worker, 'exit');
  await once(worker, 'online');
  const fillers: Socket[] = [];
  const restore = async () => {
    Atomics.store(state, 0, 2);
    Atomics.notify(state, 0);
    for (const filler of fillers) filler.destroy();
    await exited;
  };

  const answered = once(worker, 'message');
  leave();
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
  const [message] = (await answered) as [string];
  if (message !== 'listening') {
    await restore();
    throw new Error(`the address ${address}:${port} could not be taken over: ${message}`);
  }
  let full = false;
  while (!full && fillers.length < MOST_FILLERS) {
    const filler = connect({ host: address, port });
    filler.on('error', () => undefined);
    fillers.push(filler);
    full = !(await isMade(filler, clock));
  }
  return { restore };
}

async function isMade(socket: Socket, clock: Clock): Promise<boolean> {
  const over = new AbortController();
  const made = once(socket, 'connect', { signal: over.signal }).catch(() => undefined);
  await Promise.race([made, clock.sleep(UNANSWERED_MS, over.signal).catch(() => undefined)]);
  over.abort();
  // On a busy machine the time may be over before this process has looked; after one turn it has.
  await setImmediate();
  return !socket.connecting;
}
