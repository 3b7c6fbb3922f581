import { spawn } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { askSocket } from '../ask-socket.ts';
import { HaproxyRuntimeError } from '../errors.ts';
import type { HaproxyFiles, HaproxyTransport } from '../types.ts';

export interface LocalTransportOptions {
  /** Path of the runtime socket. */
  readonly stats: string;
  /** Path of the master's socket, as given to `-S`. */
  readonly master: string;
}

/** HAProxy on this machine, over its unix sockets. */
export function localTransport({ stats, master }: LocalTransportOptions): HaproxyTransport {
  const paths = { stats, master };
  return {
    ask: (socket, command, signal) => askSocket({ path: paths[socket] }, command, signal),
    files: localFiles(),
    close: async () => {},
  };
}

/** Files and programs of this machine. */
export function localFiles(): HaproxyFiles {
  return {
    read: async (path) => {
      try {
        return await readFile(path, 'utf8');
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw fileFailed('read', path, cause);
      }
    },
    write: async (path, text) => {
      const beside = `${path}.new`;
      try {
        const file = await open(beside, 'w', 0o640);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (cause) {
        await rm(beside, { force: true });
        throw fileFailed('written', path, cause);
      }
    },
    run: (program, args) => runProgram(program, args),
  };
}

export function fileFailed(verb: 'read' | 'written', path: string, cause: unknown): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_FILE_FAILED', {
    what: `${path} could not be ${verb}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    details: { path },
    cause,
  });
}

/** Runs a program to its end, with `input` if any on its standard input. */
export function runProgram(
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly output: string; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    // HAProxy is in /usr/sbin, where the path of ordinary users does not lead.
    const env = { ...process.env, PATH: `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin` };
    const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'], env });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', (cause) => {
      reject(
        new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_UNREACHABLE', {
          what: `${program} could not be started: ${cause.message}.`,
          details: { program },
          cause,
        }),
      );
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 255, output, stdout });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
