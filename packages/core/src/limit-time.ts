import type { Clock } from './clock.ts';
import type { Waited } from './wait-for.ts';

export interface TimeLimitOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs `action` for at most `limitMs` of monotonic time. Running out of it is a value; the signal that the action
 * was given is aborted then, and whatever it does later is dropped, so an action that never ends blocks no caller.
 * @throws what `action` throws, and the signal's reason, at once.
 */
export async function limitTime<T>(
  action: (signal: AbortSignal) => Promise<T>,
  { clock, limitMs, signal }: TimeLimitOptions,
): Promise<Waited<T>> {
  signal?.throwIfAborted();
  const startedMs = clock.monotonicMs();
  const afterMs = () => clock.monotonicMs() - startedMs;
  const acting = new AbortController();
  const sleeping = new AbortController();
  let onAbort = () => {};
  const called = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      const reason = signal?.reason as Error;
      reject(reason);
      acting.abort(reason);
    };
  });
  signal?.addEventListener('abort', onAbort, { once: true });
  const acted = action(acting.signal).then((value): Waited<T> => ({ met: true, value, afterMs: afterMs() }));
  const ended = clock.sleep(limitMs, sleeping.signal).then((): Waited<T> => {
    acting.abort(new Error(`Not done within ${limitMs} ms.`));
    return { met: false, afterMs: afterMs() };
  });
  for (const late of [acted, ended, called]) late.catch(() => {});
  try {
    return await Promise.race([acted, ended, called]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    sleeping.abort();
  }
}
