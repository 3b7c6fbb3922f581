import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import type { LocalCloud } from '../types.ts';

/** Where one HAProxy has its files. */
export interface HaproxyPaths {
  /** The worker's runtime API. */
  readonly statsSocket: string;
  readonly masterSocket: string;
  readonly configFile: string;
  readonly stateFile: string;
}

export interface LaunchHaproxyOptions {
  /** What it belongs to: its files lie in the cloud's directory, and it does not outlive the cloud. */
  readonly cloud: Pick<LocalCloud, 'directory' | 'launch'>;
  /** The configuration it starts with; the runtime API has to listen on `statsSocket`. */
  readonly config: (paths: HaproxyPaths) => string;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** How long it may take until it serves. Default 20 s. */
  readonly startLimitMs?: number;
}

/** A real HAProxy in master-worker mode. */
export interface LocalHaproxy extends AsyncDisposable {
  readonly pid: number;
  readonly paths: HaproxyPaths;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
/** Debian installs HAProxy there, which is not on the path of every user. */
const ADMINISTRATORS_PATH = '/usr/sbin';

/**
 * Starts HAProxy and waits until it serves.
 * @throws SandboxError `UND_SANDBOX_START_FAILED` with its last lines, and the signal's reason; it is not running then
 */
export async function launchHaproxy(options: LaunchHaproxyOptions): Promise<LocalHaproxy> {
  const { cloud, config, signal, clock = systemClock(), startLimitMs = START_LIMIT_MS } = options;
  const at = (name: string) => join(cloud.directory, name);
  const paths: HaproxyPaths = {
    statsSocket: at('haproxy-admin.sock'),
    masterSocket: at('haproxy-master.sock'),
    configFile: at('haproxy.cfg'),
    stateFile: at('haproxy-state'),
  };
  await writeFile(paths.stateFile, '1\n');
  await writeFile(paths.configFile, config(paths));
  const haproxy = await cloud.launch({
    command: 'haproxy',
    args: ['-W', '-f', paths.configFile, '-S', paths.masterSocket],
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:${ADMINISTRATORS_PATH}` },
  });
  const serves = async () => {
    if (!haproxy.alive()) throw notStarted(haproxy.lastLines());
    return accepts(paths.statsSocket);
  };
  try {
    const limits = { clock, everyMs: 25, limitMs: startLimitMs, ...(signal && { signal }) };
    if (!(await waitFor(serves, limits)).met) throw notStarted(haproxy.lastLines());
  } catch (error) {
    await haproxy.kill();
    throw error;
  }
  const stop = () => haproxy.kill();
  return { pid: haproxy.pid, paths, stop, [Symbol.asyncDispose]: stop };
}

function notStarted(lines: readonly string[]): SandboxError {
  return new SandboxError('UND_SANDBOX_START_FAILED', {
    what: `HAProxy did not start. Its last lines:\n${lines.join('\n')}`,
    details: { lastLines: lines },
  });
}

/** The worker's socket appears under its name once all that it listens on is bound. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
