import { retry, type BackoffOptions, type Clock, type Randomness } from '@understudy/core';
import type { LinkOptions } from './options.ts';

/** What a repeated request needs to know; a LinkContext has it all. */
export interface RetryContext {
  readonly options: Pick<LinkOptions, 'firstBackoffMs' | 'mostBackoffMs'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  /** Receives each error before the next attempt; `step` is the same for all attempts of one action. */
  readonly onTrouble: (error: unknown, step: object) => void;
  /** Called when a step that has failed is no longer tried: it has succeeded, or the signal was aborted. */
  readonly onRecovered?: (step: object) => void;
}

/**
 * Runs `action` until it succeeds, with a link's pauses between failed attempts.
 * @throws the signal's reason
 */
export async function retryUntilDone<T>(action: () => Promise<T>, context: RetryContext): Promise<T> {
  const { clock, randomness, signal, onTrouble, onRecovered } = context;
  const step = {};
  const attempt = async () => {
    try {
      return await action();
    } catch (error) {
      signal.throwIfAborted();
      onTrouble(error, step);
      throw error;
    }
  };
  try {
    return await retry(attempt, { ...backoff(context), clock, randomness, signal, shouldRetry: () => true });
  } finally {
    onRecovered?.(step);
  }
}

/** The pauses of a link after failed attempts. */
export function backoff({ options }: Pick<RetryContext, 'options'>): BackoffOptions {
  return { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs };
}
