import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor, type Clock } from '@understudy/core';
import { askSocket } from '../ask-socket.ts';
import { HaproxyRuntimeError } from '../errors.ts';
import type { HaproxyFiles, HaproxyTransport } from '../types.ts';
import { fileFailed } from './file-failed.ts';
import { programFailed } from './program-failed.ts';
import { runProgram } from './run-program.ts';

export interface SshTransportOptions {
  /** `user@host`, or a host of ssh's own configuration. */
  readonly destination: string;
  readonly port?: number;
  readonly identityFile?: string;
  /** Keys of hosts that are known; an unknown host is refused. Default: ssh's own. */
  readonly knownHostsFile?: string;
  /** Paths of HAProxy's sockets over there. */
  readonly stats: string;
  readonly master: string;
  readonly clock: Clock;
  /** For the connection to stand. */
  readonly connectLimitMs?: number;
}

const SAFE_PATH = /^\/[a-zA-Z0-9._/-]+$/;
const SAFE_DESTINATION = /^[a-zA-Z0-9][a-zA-Z0-9@._:-]*$/;
const MISSING = 44;

/**
 * HAProxy on another machine through the system's ssh: one connection that forwards both sockets and carries commands.
 * Nothing is needed over there but sshd and HAProxy.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_UNREACHABLE`, `UND_HAPROXY_RUNTIME_ARGUMENT_INVALID`,
 *   `UND_HAPROXY_RUNTIME_PROGRAM_MISSING`
 */
export async function sshTransport(options: SshTransportOptions): Promise<HaproxyTransport> {
  const { destination, stats, master, clock, connectLimitMs = 15_000 } = options;
  if (!SAFE_DESTINATION.test(destination)) throw invalid('destination', destination);
  for (const path of [stats, master]) checkPath(path);
  const folder = await mkdtemp(join(tmpdir(), 'understudy-ssh-'));
  const at = { stats: join(folder, 'stats'), master: join(folder, 'master') };
  const control = join(folder, 'control');
  const common = [
    ...(options.port === undefined ? [] : ['-p', String(options.port)]),
    ...(options.identityFile === undefined ? [] : ['-i', options.identityFile, '-o', 'IdentitiesOnly=yes']),
    ...(options.knownHostsFile === undefined ? [] : ['-o', `UserKnownHostsFile=${options.knownHostsFile}`]),
    ...[
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      'ServerAliveInterval=5',
      'ServerAliveCountMax=3',
    ].flatMap((option) => ['-o', option]),
  ];
  const forwards = ['-L', `${at.stats}:${stats}`, '-L', `${at.master}:${master}`];
  const child = spawn(
    'ssh',
    [...common, '-M', '-S', control, '-N', '-o', 'ExitOnForwardFailure=yes', ...forwards, destination],
    { stdio: ['ignore', 'ignore', 'pipe'], env: process.env },
  );
  let said = '';
  const seen: { ended: boolean; error?: Error } = { ended: false };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const over = new Promise<void>((resolve) => {
    const end = () => {
      seen.ended = true;
      resolve();
    };
    child.once('error', (error) => {
      seen.error = error;
      end();
    });
    child.once('close', end);
  });
  const close = async () => {
    child.kill('SIGTERM');
    await over;
    await rm(folder, { recursive: true, force: true });
  };
  const ready = await waitFor(async () => seen.ended || (await accepts(at.stats)), {
    clock,
    everyMs: 30,
    limitMs: connectLimitMs,
  });
  if (!ready.met || seen.ended) {
    const how = seen.ended ? 'failed' : `was not connected within ${connectLimitMs} ms`;
    await close();
    if (seen.error !== undefined) throw programFailed('ssh', seen.error);
    throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_UNREACHABLE', {
      what: `ssh to ${destination} ${how}${said === '' ? '' : `: ${said.trim()}`}.`,
      details: { destination },
    });
  }
  return {
    ask: (socket, command, signal) => askSocket({ path: at[socket] }, command, signal),
    files: sshFiles((command, input) =>
      runProgram('ssh', [...common, '-S', control, destination, command], input),
    ),
    close,
  };
}

/** Paths are held to harmless characters, so that the shell over there has nothing to interpret. */
function sshFiles(over: (command: string, input?: string) => ReturnType<typeof runProgram>): HaproxyFiles {
  return {
    read: async (path) => {
      checkPath(path);
      const { code, stdout, output } = await over(`test -e ${path} || exit ${MISSING}; cat ${path}`);
      if (code === MISSING) return undefined;
      if (code !== 0) throw fileFailed('read', path, new Error(output.trim()));
      return stdout;
    },
    write: async (path, text) => {
      checkPath(path);
      const beside = `${path}.new`;
      const { code, output } = await over(
        `umask 027; cat > ${beside} && sync ${beside} && mv -f ${beside} ${path} || { rm -f ${beside}; exit 1; }`,
        text,
      );
      if (code !== 0) throw fileFailed('written', path, new Error(output.trim()));
    },
    run: (program, args) => {
      for (const word of [program, ...args])
        if (!/^[a-zA-Z0-9._/-]+$/.test(word)) throw invalid('argument', word);
      return over([program, ...args].join(' '));
    },
  };
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function checkPath(path: string): void {
  if (!SAFE_PATH.test(path)) throw invalid('path', path);
}

function invalid(kind: string, value: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_ARGUMENT_INVALID', {
    what: `The ${kind} ${JSON.stringify(value)} has characters that a remote shell could interpret.`,
    details: { kind, value },
  });
}
