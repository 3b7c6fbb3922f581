import type { Server } from 'node:http';
import { limitTime, type Clock } from '@understudy/core';

export interface DrainOptions {
  readonly clock: Clock;
  /** How long requests in flight may take, in ms. */
  readonly drainMs: number;
  /** How long an attempt that was sent may take after that, in ms. */
  readonly attemptTimeoutMs: number;
  /** Fails the requests that wait for a route. */
  readonly failWaiting: () => void;
}

/**
 * Accepts no more connections, lets requests in flight end, then fails those that wait for a route, and closes every
 * connection: within `drainMs` and the time of one attempt.
 */
export async function drainServer(server: Server, options: DrainOptions): Promise<void> {
  const { clock, drainMs, attemptTimeoutMs, failWaiting } = options;
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  await limitTime(() => closed, { clock, limitMs: drainMs });
  failWaiting();
  await limitTime(() => closed, { clock, limitMs: attemptTimeoutMs });
  server.closeAllConnections();
  await closed;
}
