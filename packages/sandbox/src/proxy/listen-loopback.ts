import { once } from 'node:events';
import type { Server } from 'node:net';
import type { Randomness } from '@understudy/core';
import { SandboxError } from '../errors.ts';

/** An address and port of this machine's loopback. */
export interface Listening {
  readonly address: string;
  readonly port: number;
}

/** What is wanted of an address; what is left out is chosen. */
export type Wanted = Partial<Listening>;

/** Below the ports that systems hand out by themselves, so that nobody takes a refusing region's port by chance. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;
const TRIES = 20;

/**
 * Listens on a loopback address of its own (127.x.y.z, or 127.0.0.1 where a system has no other).
 * @throws SandboxError UND_SANDBOX_PORT_TAKEN
 */
export async function listenLoopback(
  server: Server,
  wanted: Wanted,
  randomness: Randomness,
): Promise<Listening> {
  let address = wanted.address ?? chooseAddress(randomness);
  for (let tried = 1; ; tried += 1) {
    const port = wanted.port ?? FIRST_PORT + Math.floor(randomness.fraction() * PORTS);
    const problem = await listen(server, { address, port });
    if (problem === undefined) return { address, port };
    if (problem.code === 'EADDRNOTAVAIL' && wanted.address === undefined && address !== '127.0.0.1') {
      address = '127.0.0.1';
      continue;
    }
    if (problem.code === 'EADDRINUSE' && wanted.port === undefined && tried < TRIES) continue;
    if (problem.code !== 'EADDRINUSE') throw problem;
    throw new SandboxError('UND_SANDBOX_PORT_TAKEN', {
      what: `${address}:${port} is in use.`,
      details: { address, port },
      cause: problem,
    });
  }
}

/** Listens there, or gives the error that prevented it. */
export async function listen(
  server: Server,
  { address, port }: Listening,
): Promise<NodeJS.ErrnoException | undefined> {
  server.listen({ host: address, port, backlog: 1024 });
  try {
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function chooseAddress(randomness: Randomness): string {
  const part = () => 1 + Math.floor(randomness.fraction() * 254);
  return `127.${String(part())}.${String(part())}.${String(part())}`;
}
