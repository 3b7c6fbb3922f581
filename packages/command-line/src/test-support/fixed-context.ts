import { systemClock, systemRandomness } from '@understudy/core';
import type { ProgramContext } from '../run-program.ts';

/** A context without a terminal, whose output is dropped. */
export function fixedContext(): ProgramContext {
  return {
    out: () => {},
    err: () => {},
    signal: new AbortController().signal,
    isTerminal: false,
    columns: 80,
    color: false,
    env: {},
    user: 'ada',
    clock: systemClock(),
    randomness: systemRandomness,
  };
}
