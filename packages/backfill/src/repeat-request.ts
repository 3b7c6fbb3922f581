import { backoffMs } from '@understudy/core';
import { classifyFailure } from '@understudy/replicator';
import type { CopyContext } from './copy-context.ts';

const PAUSE = { firstMs: 20, mostMs: 2_000 };

/**
 * Makes a request until it is answered: what fails for reasons of a region, of capacity, of contention or of the lease
 * is made again; what can't succeed as it is, or needs a person, is thrown.
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
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      const { kind } = classifyFailure(error);
      if (kind === 'record' || kind === 'configuration') throw error;
      if (kind !== 'unsent') onTrouble(error);
      await clock.sleep(backoffMs(attempt, PAUSE, randomness), signal);
    }
  }
}
