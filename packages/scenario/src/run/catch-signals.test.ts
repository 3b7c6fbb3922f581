import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { catchSignals, Stopped, type Signalled } from './catch-signals.ts';

function imaginedProcess() {
  const emitter = new EventEmitter();
  const exits: number[] = [];
  const process: Signalled = {
    on: (signal, listener) => emitter.on(signal, listener),
    off: (signal, listener) => emitter.off(signal, listener),
    exit: (code) => exits.push(code),
  };
  return { emitter, process, exits };
}

describe('catchSignals', () => {
  it('aborts at the first signal, with the exit code that it stands for', () => {
    const { emitter, process, exits } = imaginedProcess();
    let told = 0;
    const { signal } = catchSignals(process, () => (told += 1));
    expect(signal.aborted).toBe(false);
    emitter.emit('SIGINT');
    expect(signal.reason).toBeInstanceOf(Stopped);
    expect((signal.reason as Stopped).exitCode).toBe(130);
    expect([told, exits]).toEqual([1, []]);
  });

  it('ends the process at the second one', () => {
    const { emitter, process, exits } = imaginedProcess();
    catchSignals(process, () => undefined);
    emitter.emit('SIGINT');
    emitter.emit('SIGTERM');
    expect(exits).toEqual([143]);
  });

  it('lets go of everything once the drill is over by itself', () => {
    const { emitter, process } = imaginedProcess();
    const { signal, end } = catchSignals(process, () => undefined);
    end();
    expect(emitter.eventNames()).toEqual([]);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).not.toBeInstanceOf(Stopped);
  });
});
