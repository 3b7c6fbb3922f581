/**
 * Replaces Node's own classes in a bundle of the simulation: the same behaviour for what the code uses of them, at
 * a fraction of the cost, and without a garbage collector that has a say in when a combined signal ends.
 */
type Listener =
  ((event: { readonly type: 'abort' }) => void) | { handleEvent(event: { readonly type: 'abort' }): void };

const EVENT = { type: 'abort' } as const;

/** How a signal ended; of several, the lowest `order` was first. */
interface Ending {
  readonly reason: unknown;
  readonly order: number;
}

let endings = 0;

class LightSignal {
  #ended: Ending | undefined;
  #listeners: Set<Listener> | undefined;

  static abort(reason: unknown): LightSignal {
    const signal = new LightSignal();
    signal.end(reason);
    return signal;
  }

  static any(signals: readonly LightSignal[]): LightSignal {
    return new CombinedSignal(signals);
  }

  get ended(): Ending | undefined {
    return this.#ended;
  }

  get aborted(): boolean {
    return this.ended !== undefined;
  }

  get reason(): unknown {
    return this.ended?.reason;
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
    if (this.#ended !== undefined) return;
    this.#ended = { reason: reason ?? ABORTED, order: (endings += 1) };
    const listeners = this.#listeners;
    this.#listeners = undefined;
    if (listeners === undefined) return;
    for (const listener of listeners) {
      if (typeof listener === 'function') listener(EVENT);
      else listener.handleEvent(EVENT);
    }
  }
}

/** Listens to its sources only while it has a listener itself, so that one that lives long does not collect those that are over. */
class CombinedSignal extends LightSignal {
  readonly #sources: readonly LightSignal[];
  readonly #heard = new Map<Listener, () => void>();

  constructor(sources: readonly LightSignal[]) {
    super();
    this.#sources = sources;
  }

  override get ended(): Ending | undefined {
    let first: Ending | undefined;
    for (const { ended } of this.#sources)
      if (ended !== undefined && (first === undefined || ended.order < first.order)) first = ended;
    return first;
  }

  override addEventListener(type: 'abort', listener: Listener): void {
    if (this.#heard.has(listener)) return;
    const once = () => {
      if (!this.#heard.has(listener)) return;
      this.removeEventListener(type, listener);
      if (typeof listener === 'function') listener(EVENT);
      else listener.handleEvent(EVENT);
    };
    this.#heard.set(listener, once);
    for (const source of this.#sources) source.addEventListener(type, once);
  }

  override removeEventListener(type: 'abort', listener: Listener): void {
    const once = this.#heard.get(listener);
    if (once === undefined) return;
    this.#heard.delete(listener);
    for (const source of this.#sources) source.removeEventListener(type, once);
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
