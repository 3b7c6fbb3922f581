import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor, type Clock } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import { findFreePort } from '../process/find-free-port.ts';
import { launchProcess, type LaunchedProcess } from '../process/launch-process.ts';
import type { Watchdog } from '../process/keep-watch.ts';
import { ACCESS_KEY } from './client-config.ts';
import { probeServer } from './probe-server.ts';
import type { Jar } from './find-jar.ts';

export interface ServerOptions {
  readonly region: string;
  /** Where its database is kept; made when missing. */
  readonly directory: string;
  readonly java: string;
  readonly jar: Jar;
  readonly watchdog: Watchdog;
  /** Tried first; another free one is taken when somebody else has it. */
  readonly port?: number | undefined;
  readonly startLimitMs: number;
  readonly heapMb: number;
  readonly clock: Clock;
}

/** One running DynamoDB Local. */
export interface Server {
  readonly port: number;
  readonly process: LaunchedProcess;
}

/** Between choosing a free port and Java's binding it, somebody else may take it. */
const PORT_TRIES = 5;

const POLL_MS = 25;

/**
 * Starts DynamoDB Local and resolves when it answers. Ready means: the child is alive, ListTables is answered,
 * and the database file appeared in the child's own directory, so that it was not somebody else who answered.
 * @throws SandboxError UND_SANDBOX_JAVA_MISSING, UND_SANDBOX_JAVA_TOO_OLD, UND_SANDBOX_PORT_TAKEN,
 *   UND_SANDBOX_START_FAILED, UND_SANDBOX_START_TIMED_OUT
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { region, directory } = options;
  await mkdir(join(directory, 'scratch'), { recursive: true });
  for (let tried = 1; ; tried += 1) {
    const port = tried === 1 && options.port !== undefined ? options.port : await findFreePort();
    const child = await launchProcess({
      command: options.java,
      args: javaArguments(options, port),
      cwd: directory,
      env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' },
      watchdog: options.watchdog,
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

/**
 * Flags as measured: the serial collector and the first compiler tier start in half the CPU time of the
 * defaults; `-UsePerfData`, the temporary directory and the error file keep /tmp clean after a SIGKILL.
 */
function javaArguments({ directory, jar, heapMb }: ServerOptions, port: number): readonly string[] {
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    `-Xmx${heapMb}m`,
    `-XX:ErrorFile=${join(directory, 'java-error.log')}`,
    `-Djava.io.tmpdir=${join(directory, 'scratch')}`,
    `-Djava.library.path=${jar.libraries}`,
    '-jar',
    jar.path,
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
  const database = join(directory, `${ACCESS_KEY}_${region}.db`);
  const look = async () => {
    if (!child.alive()) return 'ended' as const;
    if (!(await probeServer(port, region))) return false;
    const ours = await access(database).then(
      () => true,
      () => false,
    );
    return ours && child.alive() && ('ready' as const);
  };
  const waited = await waitFor(look, { clock, everyMs: POLL_MS, limitMs: startLimitMs });
  return waited.met ? waited.value : 'late';
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
