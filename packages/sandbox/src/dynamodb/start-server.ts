import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor, type Clock } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import { findFreePort } from '../process/find-free-port.ts';
import type { LaunchedProcess } from '../process/launch-process.ts';
import type { Workspace } from '../process/open-workspace.ts';
import { ACCESS_KEY } from './client-config.ts';
import { probeServer } from './probe-server.ts';
import { JAVA_FLAGS } from './java-flags.ts';
import type { JavaProgram } from './java-program.ts';

export interface ServerOptions {
  readonly region: string;
  /** Where its database is kept; made when missing. */
  readonly directory: string;
  readonly java: string;
  readonly program: JavaProgram;
  readonly workspace: Pick<Workspace, 'launch'>;
  /** Tried first; another free one is taken when it is in use. */
  readonly port?: number | undefined;
  readonly startLimitMs: number;
  readonly heapMb: number;
  readonly clock: Clock;
}

/** One running DynamoDB Local. */
export interface Server {
  readonly port: number;
  readonly process: LaunchedProcess;
  /** Of one that is lent: gives it back, running. */
  readonly giveBack?: () => Promise<void>;
}

/** Between choosing a free port and Java's binding it, another process may take it. */
const PORT_TRIES = 5;

const POLL_MS = 25;

/**
 * Starts DynamoDB Local and resolves when it answers. Ready means: the child is alive, ListTables is answered,
 * and it was the child that answered, not a process that took its port: a database appeared in its directory.
 * @throws SandboxError UND_SANDBOX_JAVA_MISSING, UND_SANDBOX_JAVA_TOO_OLD, UND_SANDBOX_PORT_TAKEN,
 *   UND_SANDBOX_START_FAILED, UND_SANDBOX_START_TIMED_OUT
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { region, directory } = options;
  await mkdir(join(directory, 'scratch'), { recursive: true });
  for (let tried = 1; ; tried += 1) {
    const port = tried === 1 && options.port !== undefined ? options.port : await findFreePort();
    const child = await options.workspace.launch({
      command: options.java,
      args: javaArguments(options, port),
      cwd: directory,
      env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' },
    });
    const outcome = await awaitReadiness(child, port, options);
    if (outcome === 'ready') return { port, process: child };
    await child.kill();
    const output = child.lastLines().join('\n');
    if (outcome === 'ended' && output.includes('Failed to bind')) {
      if (tried < PORT_TRIES) continue;
      throw failure(
        'UND_SANDBOX_PORT_TAKEN',
        `region ${region} found ${tried} ports taken, the last one ${port}.`,
        output,
      );
    }
    if (outcome === 'late') {
      throw failure(
        'UND_SANDBOX_START_TIMED_OUT',
        `region ${region} did not answer within ${options.startLimitMs} ms.`,
        output,
      );
    }
    if (output.includes('UnsupportedClassVersionError')) {
      throw failure('UND_SANDBOX_JAVA_TOO_OLD', `${options.java} is older than Java 17.`, output);
    }
    if (output.includes('Unable to locate a Java Runtime')) {
      throw failure(
        'UND_SANDBOX_JAVA_MISSING',
        `${options.java} is a placeholder without a Java behind it.`,
        output,
      );
    }
    throw failure(
      'UND_SANDBOX_START_FAILED',
      `the process of region ${region} ended before it answered.`,
      output,
    );
  }
}

/** The temporary directory and the error file keep /tmp clean after a SIGKILL. */
function javaArguments({ directory, program, heapMb }: ServerOptions, port: number): readonly string[] {
  return [
    ...JAVA_FLAGS,
    `-Xmx${heapMb}m`,
    `-XX:ErrorFile=${join(directory, 'java-error.log')}`,
    `-Djava.io.tmpdir=${join(directory, 'scratch')}`,
    ...program,
    '-port',
    String(port),
    '-dbPath',
    directory,
    '-disableTelemetry',
  ];
}

async function awaitReadiness(
  child: LaunchedProcess,
  port: number,
  { region, directory, startLimitMs, clock }: ServerOptions,
): Promise<'ready' | 'ended' | 'late'> {
  // Asking as a region with a unique name leaves a file that shows which process answered.
  const marker = `ready-${child.pid}`;
  const markerFile = join(directory, `${ACCESS_KEY}_${marker}.db`);
  const look = async () => {
    if (!child.alive()) return 'ended' as const;
    return (await probeServer(port, marker)) && existsSync(markerFile) && ('ready' as const);
  };
  const waited = await waitFor(look, { clock, everyMs: POLL_MS, limitMs: startLimitMs });
  if (!waited.met) return 'late';
  if (waited.value === 'ready') {
    await rm(markerFile);
    // Opens the region's own database, so that the first who comes need not wait for it.
    await probeServer(port, region);
  }
  return waited.value;
}

function failure(
  code:
    | 'UND_SANDBOX_JAVA_MISSING'
    | 'UND_SANDBOX_JAVA_TOO_OLD'
    | 'UND_SANDBOX_PORT_TAKEN'
    | 'UND_SANDBOX_START_FAILED'
    | 'UND_SANDBOX_START_TIMED_OUT',
  what: string,
  output: string,
): SandboxError {
  return new SandboxError(code, {
    what: output === '' ? `${what} It wrote nothing.` : `${what} Its last lines:\n${output}\n`,
    details: { output },
  });
}
