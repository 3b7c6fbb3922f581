import { fileURLToPath } from 'node:url';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { ACCESS_KEY } from '../dynamodb/client-config.ts';
import { SandboxError } from '../errors.ts';
import type { LocalCloud } from '../types.ts';
import type { LaunchedProcess } from './launch-process.ts';
import { findStartLine } from './find-start-line.ts';
import { programArguments } from './program-arguments.ts';

export interface ProgramOptions {
  /** What the program belongs to: it does not outlive the cloud. */
  readonly cloud: Pick<LocalCloud, 'launch'>;
  /** For messages: "The gateway". */
  readonly name: string;
  /** The path of the program's main file, a TypeScript source of the workspace. */
  readonly main: string;
  readonly args: readonly string[];
  /** By which faults tell its requests from others (`senders`): letters, digits and dashes. */
  readonly sender?: string;
  /** More of the environment; the local cloud's credentials are in it already. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** How long it may take until it writes its start line. Default 60 s. */
  readonly startLimitMs?: number;
  /** How long `stop` waits before it kills. Default 8 s. */
  readonly stopLimitMs?: number;
}

/** A program of the workspace that serves an address. */
export interface RunningProgram extends AsyncDisposable {
  readonly pid: number;
  /** As its start line says: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** @throws SandboxError `UND_SANDBOX_PROGRAM_ENDED` */
  requireAlive(): void;
  /** Sends a signal, such as SIGSTOP; false when it has ended already. */
  signal(signal: NodeJS.Signals): boolean;
  /** Sends SIGTERM, and SIGKILL where it is still alive after the limit. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;
/** A folder of the workspace, whatever folder this process is in. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const SHOWN_LINES = 12;

/**
 * Starts a program and waits for its start line: the first line of JSON with an `address`.
 * @throws SandboxError `UND_SANDBOX_PROGRAM_ENDED`, `UND_SANDBOX_START_TIMED_OUT`, and the signal's reason; the program
 *   is not running then
 */
export async function launchProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { cloud, name, main, args, sender, signal, clock = systemClock() } = options;
  const { startLimitMs = START_LIMIT_MS, stopLimitMs = STOP_LIMIT_MS } = options;
  const launched = await cloud.launch({
    command: process.execPath,
    args: [...programArguments(main), ...args],
    cwd: HERE,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...(sender !== undefined && { AWS_SDK_UA_APP_ID: sender }),
      ...options.env,
    },
  });
  const requireAlive = () => {
    if (!launched.alive()) throw ended(name, launched);
  };
  const look = () => {
    const line = findStartLine(launched.lastLines());
    if (line === undefined) requireAlive();
    return line;
  };
  try {
    const started = await waitFor(look, {
      clock,
      everyMs: 50,
      limitMs: startLimitMs,
      ...(signal && { signal }),
    });
    if (!started.met) throw tooSlow(name, launched, startLimitMs);
    const stop = async () => {
      const stopped = new AbortController();
      launched.signal('SIGTERM');
      const late = clock.sleep(stopLimitMs, stopped.signal).catch(() => undefined);
      await Promise.race([launched.ended, late]);
      stopped.abort();
      await launched.kill();
    };
    const { address } = started.value;
    return {
      pid: launched.pid,
      address,
      requireAlive,
      signal: (sent) => launched.signal(sent),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await launched.kill();
    throw error;
  }
}

function ended(name: string, launched: LaunchedProcess): SandboxError {
  const lastLines = launched.lastLines();
  return new SandboxError('UND_SANDBOX_PROGRAM_ENDED', {
    what: `${name} (process ${launched.pid}) ended: ${shown(lastLines)}`,
    details: { lastLines },
  });
}

function tooSlow(name: string, launched: LaunchedProcess, limitMs: number): SandboxError {
  const lastLines = launched.lastLines();
  return new SandboxError('UND_SANDBOX_START_TIMED_OUT', {
    what: `${name} wrote no start line within ${limitMs / 1_000} s: ${shown(lastLines)}`,
    details: { lastLines },
  });
}

function shown(lines: readonly string[]): string {
  return lines.slice(-SHOWN_LINES).join(' / ');
}
