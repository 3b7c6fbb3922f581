/** Why a command ends early: the signal that its process got. It is the reason of the context's abort signal. */
export class StopSignal extends Error {
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`Stopped by ${signal}.`);
    this.name = 'StopSignal';
    this.signal = signal;
  }
}
