import { StopSignal } from './stop-signal.ts';

/** Waits for the signal that ends a daemon; gives the name of the process's signal. */
export async function untilStopped(signal: AbortSignal): Promise<string> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  return signal.reason instanceof StopSignal ? signal.reason.signal : 'abort';
}
