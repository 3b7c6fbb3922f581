import { systemClock, waitFor, type Clock } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import type { LocalCloud } from '../types.ts';

/** What starting a server of another project beside the local cloud takes. */
export interface LaunchServerOptions {
  /** What it belongs to: its data lie in the cloud's directory, and it does not outlive the cloud. */
  readonly cloud: Pick<LocalCloud, 'directory' | 'launch'>;
  /** Its configuration; the files that it names are found beside it. */
  readonly configFile: string;
  /** Of 127.0.0.1; a free one unless given. */
  readonly port?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** How long it may take until it serves. Default 30 s. */
  readonly startLimitMs?: number;
}

/** A server that was launched, and serves. */
export interface LocalServer extends AsyncDisposable {
  readonly pid: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

interface Program {
  /** For people. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly url: string;
}

const START_LIMIT_MS = 30_000;

/**
 * Starts a server and waits until it says that it is ready.
 * @throws SandboxError `UND_SANDBOX_START_FAILED` with its last lines, `UND_SANDBOX_START_TIMED_OUT`, and the signal's reason; it is
 * not running then
 */
export async function launchReady(
  { name, command, args, url }: Program,
  { cloud, signal, clock = systemClock(), startLimitMs: limitMs = START_LIMIT_MS }: LaunchServerOptions,
): Promise<LocalServer> {
  const server = await cloud.launch({ command, args });
  const failed = (code: 'UND_SANDBOX_START_FAILED' | 'UND_SANDBOX_START_TIMED_OUT') => {
    const lastLines = server.lastLines();
    const what = `${name} did not start. Its last lines:\n${lastLines.join('\n')}`;
    return new SandboxError(code, { what, details: { lastLines } });
  };
  const isReady = async () => {
    if (!server.alive()) throw failed('UND_SANDBOX_START_FAILED');
    return (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok === true;
  };
  try {
    const limits = { clock, everyMs: 50, limitMs, ...(signal && { signal }) };
    if (!(await waitFor(isReady, limits)).met) throw failed('UND_SANDBOX_START_TIMED_OUT');
  } catch (error) {
    await server.kill();
    throw error;
  }
  const stop = () => server.kill();
  return { pid: server.pid, url, stop, [Symbol.asyncDispose]: stop };
}
