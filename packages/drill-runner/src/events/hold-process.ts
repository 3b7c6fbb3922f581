import type { RunningProgram } from '@understudy/sandbox';
import type { EndEvent } from './end-event.ts';

/** Pauses a program with SIGSTOP. @returns what lets it go on */
export function holdProcess(program: Pick<RunningProgram, 'signal'>): EndEvent {
  program.signal('SIGSTOP');
  return async () => {
    program.signal('SIGCONT');
    return undefined;
  };
}
