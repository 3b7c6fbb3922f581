import { retry } from '@understudy/core';
import { classifyFailure } from '@understudy/replicator';
import type { CopyContext } from './copy-context.ts';

/**
 * Sends a request until it is answered: what fails for reasons of a region, of capacity, of contention or of the lease is
 * retried. What can't succeed as it is, or needs a person, is thrown, and so is the signal's reason.
 */
export async function repeatRequest<T>(
  ask: () => Promise<T>,
  {
    clock,
    randomness,
    signal,
    onTrouble,
  }: Pick<CopyContext, 'clock' | 'randomness' | 'signal' | 'onTrouble'>,
): Promise<T> {
  try {
    return await retry(ask, {
      clock,
      randomness,
      signal,
      firstMs: 20,
      mostMs: 2_000,
      shouldRetry: (error) => {
        const { kind } = classifyFailure(error);
        if (kind === 'record' || kind === 'configuration' || kind === 'unknown') return false;
        if (kind !== 'unsent') onTrouble(error);
        return true;
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
