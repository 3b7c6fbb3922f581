/** How a run ended, for what is closed at its end. */
export interface RunEnd {
  /** It broke off by an error, before its steps were done. */
  readonly failed: boolean;
}

/** Closes one thing that was opened. */
export type Close = (end: RunEnd) => PromiseLike<void> | void;

/**
 * Everything a run has opened, closed in reverse order at its end, however that comes about. What `AsyncDisposableStack`
 * does in Node 24; here one close that fails does not keep the others from theirs, and each learns how the run ended.
 */
export class OwnedResources {
  readonly #closes: Close[] = [];
  readonly #onError: (error: unknown) => void;

  /** @param onError called with the error of each close that failed */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Owns a resource that closes itself. @returns the resource */
  use<T extends AsyncDisposable>(resource: T): T {
    this.defer(() => resource[Symbol.asyncDispose]());
    return resource;
  }

  /** Calls `close` at the end, before everything that was opened earlier is closed. */
  defer(close: Close): void {
    this.#closes.push(close);
  }

  /** Closes everything, the newest first, one after the other; a second call closes what was opened since. */
  async close(end: RunEnd): Promise<void> {
    for (let close = this.#closes.pop(); close !== undefined; close = this.#closes.pop()) {
      try {
        await close(end);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
