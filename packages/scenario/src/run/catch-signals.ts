/** The way a person, or the system, asks a process to stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The reason of an abort that a signal of the system caused. */
export class Stopped extends Error {
  readonly exitCode: number;

  constructor(signal: StopSignal) {
    super(`Stopped by ${signal}.`);
    this.name = 'Stopped';
    this.exitCode = EXIT_CODES[signal];
  }
}

/** The part of a process that signals come to. */
export interface Signalled {
  on(signal: StopSignal, listener: () => void): unknown;
  off(signal: StopSignal, listener: () => void): unknown;
  exit(code: number): unknown;
}

/**
 * The first signal aborts with `Stopped`, so that everything is closed; a second one ends the process at once,
 * and the local cloud's watchdog removes what is left.
 * @returns the signal to go by; `end` aborts it too, for a drill that is over by itself, and stops listening
 */
export function catchSignals(
  process: Signalled,
  onFirst: () => void,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const listeners = (Object.keys(EXIT_CODES) as StopSignal[]).map((name) => {
    const listener = () => {
      if (controller.signal.aborted) {
        process.exit(EXIT_CODES[name]);
        return;
      }
      onFirst();
      controller.abort(new Stopped(name));
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    end: () => {
      for (const stop of listeners) stop();
      controller.abort(new Error('The drill is over.'));
    },
  };
}
