import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Watchdog } from './keep-watch.ts';

/** Waits for a line before it becomes the command: its watchdog knows the process before it does anything. */
const GATE = 'IFS= read -r _ && exec "$0" "$@"';

/** Marks a process as belonging to a workspace, for the sweep after a crash. */
export const WORKSPACE_VARIABLE = 'UNDERSTUDY_SANDBOX_WORKSPACE';

/** How many of a process's last lines are kept for an error message. */
const KEPT_LINES = 20;

export interface LaunchOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly watchdog: Watchdog;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process that never outlives its owner, whatever becomes of the owner. */
export interface LaunchedProcess {
  readonly pid: number;
  /** Resolves when the process has ended and its output is read. */
  readonly ended: Promise<Ended>;
  alive(): boolean;
  /** Sends a signal; false when the process has ended already. */
  signal(signal: NodeJS.Signals): boolean;
  /** Kills it with SIGKILL, paused or not, and waits until it is gone. */
  kill(): Promise<void>;
  /** Its last lines of output, standard output and error mixed as they came. */
  readonly lastLines: () => readonly string[];
}

/** Starts a process in a separate session, watched by `watchdog`. */
export async function launchProcess(options: LaunchOptions): Promise<LaunchedProcess> {
  const { command, args, cwd, env, watchdog } = options;
  const child = spawn('/bin/sh', ['-c', GATE, command, ...args], {
    cwd,
    env: { ...env, [WORKSPACE_VARIABLE]: watchdog.directory },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  child.stdin.on('error', () => undefined);
  const lastLines = keepLastLines([child.stdout, child.stderr]);
  child.once('exit', () => {
    watchdog.release(pid);
  });
  await watchdog.hold(pid);
  child.stdin.end('\n');

  const alive = () => child.exitCode === null && child.signalCode === null;
  const ended = closed.then(() => ({ code: child.exitCode, signal: child.signalCode }));
  const signal = (name: NodeJS.Signals) => alive() && child.kill(name);
  return {
    pid,
    ended,
    alive,
    signal,
    lastLines,
    kill: async () => {
      signal('SIGKILL');
      await ended;
    },
  };
}

function keepLastLines(streams: readonly Readable[]): () => readonly string[] {
  let kept: string[] = [];
  for (const stream of streams) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      kept = [...kept, ...text.split('\n').filter((line) => line.trim() !== '')].slice(-KEPT_LINES);
    });
  }
  return () => kept;
}
