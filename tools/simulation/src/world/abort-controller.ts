/**
 * Replaces Node's own classes in a bundle of the simulation: the same behaviour for what the code uses of them, at
 * a fraction of the cost, and without a garbage collector that has a say in when a combined signal ends.
 */
type Listener =
  ((event: { readonly type: 'abort' }) => void) | { handleEvent(event: { readonly type: 'abort' }): void };

const EVENT = { type: 'abort' } as const;

class LightSignal {
  aborted = false;
  reason: unknown = undefined;
  #listeners: Set<Listener> | undefined;

  static abort(reason: unknown): LightSignal {
    const signal = new LightSignal();
    signal.end(reason);
    return signal;
  }

  static any(signals: readonly LightSignal[]): LightSignal {
    const combined = new LightSignal();
    for (const signal of signals) {
      if (signal.aborted) {
        combined.end(signal.reason);
        return combined;
      }
    }
    for (const signal of signals) signal.addEventListener('abort', () => combined.end(signal.reason));
    return combined;
  }

  addEventListener(_type: 'abort', listener: Listener): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: Listener): void {
    this.#listeners?.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  end(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason ?? ABORTED;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    if (listeners === undefined) return;
    for (const listener of listeners) {
      if (typeof listener === 'function') listener(EVENT);
      else listener.handleEvent(EVENT);
    }
  }
}

const ABORTED = Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });

class LightController {
  readonly signal = new LightSignal();

  abort(reason?: unknown): void {
    this.signal.end(reason);
  }
}

export { LightController as AbortController, LightSignal as AbortSignal };

/** Of `node:events`: a light signal minds no number of listeners. */
export function setMaxListeners(): void {
  // Nothing to set.
}
