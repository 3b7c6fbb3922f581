/**
 * Time as the rest of the code sees it. Monotonic and wall time are apart on purpose: time limits and waits are
 * measured on the monotonic clock, and wall time labels things for people (and the lag). A right that was granted for
 * a time ends by whichever of both says so first (`Deadline`). A simulator puts a virtual clock behind this.
 */
export interface Clock {
  /** Milliseconds on a clock that never goes back, and stops while the machine is suspended. Its zero means nothing. */
  monotonicMs(): number;
  /** Milliseconds since 1970 as this machine believes them. */
  wallMs(): number;
  /**
   * Resolves after `ms` milliseconds of monotonic time.
   * @throws the signal's reason, at once, when the signal is aborted.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** How a timer treats the process's end: `keepAlive: false` lets Node exit while one is pending. */
export interface SystemClockOptions {
  readonly keepAlive?: boolean;
}

/** The machine's own clock. */
export function systemClock({ keepAlive = true }: SystemClockOptions = {}): Clock {
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const onAbort = () => {
          clearTimeout(timer);
          reject(signal?.reason as Error);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        }, ms);
        if (!keepAlive) timer.unref();
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}
