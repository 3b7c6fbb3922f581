import { runProgram } from '@understudy/command-line/run';
import { systemClock, systemRandomness } from '@understudy/core';
import { understudy } from '../understudy.ts';

/** What `understudy` wrote, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `understudy` in this process; the AWS SDK reads the environment of the process. */
export async function runUnderstudy(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await runProgram(understudy, argv, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    signal,
    isTerminal: false,
    columns: 80,
    color: false,
    env,
    user: 'ada',
    clock: systemClock(),
    randomness: systemRandomness,
  });
  return { code, out, err };
}
