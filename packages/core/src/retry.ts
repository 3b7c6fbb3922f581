import type { Clock } from './clock.ts';
import type { Randomness } from './randomness.ts';

export interface BackoffOptions {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** The pause before attempt `attempt + 1` (attempts count from 1): exponential, with full jitter. */
export function backoffMs(
  attempt: number,
  { firstMs, mostMs }: BackoffOptions,
  randomness: Randomness,
): number {
  const ceilingMs = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return ceilingMs * randomness.fraction();
}

export interface RetryOptions extends BackoffOptions {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** One named reason to try again. */
  readonly shouldRetry: (error: unknown, attempt: number) => boolean;
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs `action` until it succeeds, `shouldRetry` declines, the attempts are used up or the signal is aborted.
 * @throws the last error of `action`, or the signal's reason.
 */
export async function retry<T>(action: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, randomness, shouldRetry, attempts = Infinity, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await action(attempt);
    } catch (error) {
      if (signal?.aborted || attempt >= attempts || !shouldRetry(error, attempt)) throw error;
      await clock.sleep(backoffMs(attempt, options, randomness), signal);
    }
  }
}
