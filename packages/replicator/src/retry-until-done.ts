import { retry, type BackoffOptions, type Clock, type Randomness } from '@understudy/core';
import type { LinkOptions } from './options.ts';

/** What a repeated request needs to know; a LinkContext has it all. */
export interface RetryContext {
  readonly options: Pick<LinkOptions, 'firstBackoffMs' | 'mostBackoffMs'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  /** Receives each error before the next attempt. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Runs `action` until it succeeds, with a link's pauses between failed attempts.
 * @throws the signal's reason
 */
export async function retryUntilDone<T>(action: () => Promise<T>, context: RetryContext): Promise<T> {
  const { clock, randomness, signal, onTrouble } = context;
  const attempt = async () => {
    try {
      return await action();
    } catch (error) {
      signal.throwIfAborted();
      onTrouble(error);
      throw error;
    }
  };
  return retry(attempt, { ...backoff(context), clock, randomness, signal, shouldRetry: () => true });
}

/** The pauses of a link after failed attempts. */
export function backoff({ options }: Pick<RetryContext, 'options'>): BackoffOptions {
  return { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs };
}
