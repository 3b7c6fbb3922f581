import { spawn, type ChildProcess } from 'node:child_process';
import type { Clock } from '@understudy/core';
import type { StepResult } from './perform-step.ts';
import { TailOfOutput } from './tail-of-output.ts';

export interface HookRun {
  /** The program by its absolute path, and its arguments. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limitMs: number;
}

export interface HookContext {
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  readonly signal: AbortSignal;
}

/** Between the request to end and the kill. */
const GRACE_MS = 1_000;
/** For what was written before the end to arrive, and for a killed process to be gone. */
const DRAIN_MS = 200;
const GONE_MS = 5_000;

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It could not be started. */
  readonly error?: NodeJS.ErrnoException;
}

/**
 * Runs a program without a shell, in its own process group, and ends that whole group: at the limit, when `signal` is aborted,
 * and when the program itself has ended, so that nothing of an attempt runs beside the next one.
 * @throws the signal's reason, after the group was ended
 */
export async function runHook(
  { command, environment, limitMs }: HookRun,
  context: HookContext,
): Promise<StepResult> {
  const { clock, redact, signal } = context;
  signal.throwIfAborted();
  const startedMs = clock.monotonicMs();
  const [program = '', ...words] = command;
  const child = spawn(program, words, {
    cwd: '/',
    detached: true,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = new TailOfOutput();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output.add(chunk);
    });
  const exited = exitOf(child);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exit = await within(limitMs, exited, clock, signal);
  if (exit === undefined) await endGroup(child, exited, clock);
  else killGroup(child, 'SIGKILL');
  await within(DRAIN_MS, closed, clock);
  child.stdout.destroy();
  child.stderr.destroy();
  signal.throwIfAborted();
  const text = output.text(redact);
  return { ...judge(exit, clock.monotonicMs() - startedMs, limitMs), ...(text !== '' && { output: text }) };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** What `outcome` gives within the time; `undefined` where it does not, or `signal` is aborted before. */
async function within<T>(
  limitMs: number,
  outcome: Promise<T>,
  clock: Clock,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const over = new AbortController();
  const either = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  const timer = clock.sleep(limitMs, either).catch(() => undefined);
  const first = await Promise.race([outcome, timer.then(() => undefined)]);
  over.abort();
  return first;
}

async function endGroup(child: ChildProcess, exited: Promise<Exit>, clock: Clock): Promise<void> {
  killGroup(child, 'SIGTERM');
  await within(GRACE_MS, exited, clock);
  killGroup(child, 'SIGKILL');
  await within(GONE_MS, exited, clock);
}

/** The group has the number of its first process, and lasts as long as any of it does. */
function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

function judge(exit: Exit | undefined, tookMs: number, limitMs: number): StepResult {
  const took = `${(tookMs / 1_000).toFixed(1)} s`;
  if (exit === undefined)
    return { done: false, what: `It did not end within ${String(limitMs)} ms, and was killed.` };
  if (exit.error !== undefined) {
    const { code = exit.error.message } = exit.error;
    return { done: false, what: `It could not be started: ${code}.` };
  }
  if (exit.code === 0) return { done: true, what: `It exited with 0 after ${took}.` };
  if (exit.signal !== null) return { done: false, what: `It was ended by ${exit.signal} after ${took}.` };
  return { done: false, what: `It exited with ${String(exit.code)} after ${took}.` };
}
