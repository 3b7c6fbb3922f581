import { connect, type NetConnectOpts } from 'node:net';
import { HaproxyRuntimeError } from './errors.ts';

/** Sends one command over a new connection and reads until HAProxy closes it, as it does after one. */
export async function askSocket(to: NetConnectOpts, command: string, signal?: AbortSignal): Promise<string> {
  const where = 'path' in to ? to.path : `${to.host ?? ''}:${to.port}`;
  try {
    return await exchange(to, command, signal);
  } catch (cause) {
    throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_UNREACHABLE', {
      what: `${where} did not answer ${JSON.stringify(command.slice(0, 60))}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      details: { where },
      cause,
    });
  }
}

function exchange(to: NetConnectOpts, command: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const socket = connect(to);
    const pieces: Buffer[] = [];
    const onAbort = () => socket.destroy(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.once('error', reject);
    socket.once('close', (failed) => {
      signal?.removeEventListener('abort', onAbort);
      if (!failed) resolve(Buffer.concat(pieces).toString('utf8'));
    });
    // Closed on our side at once: the master's socket waits for more commands otherwise.
    socket.end(`${command}\n`);
  });
}
