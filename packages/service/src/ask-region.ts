import { isUnderstudyError, retry, systemClock, systemRandomness, type Clock } from '@understudy/core';
import { isTemporary, regionError, type Asked } from './region-error.ts';

const RETRY = { attempts: 6, firstMs: 100, mostMs: 1_000 };

/**
 * Runs one request that is harmless to repeat, retries it while the region answers with a server error or throttles, and
 * turns what the SDK throws in the end into a coded error.
 * @throws ServiceError `UND_SERVICE_REGION_UNREACHABLE`, `UND_SERVICE_REGION_THROTTLED`, `UND_SERVICE_NOT_AUTHENTICATED`,
 * `UND_SERVICE_NOT_ALLOWED`, `UND_SERVICE_REQUEST_FAILED`; errors of Understudy pass as they are.
 */
export async function askRegion<T>(
  asked: Asked,
  request: () => Promise<T>,
  clock: Clock = systemClock(),
): Promise<T> {
  try {
    return await retry(request, { ...RETRY, clock, randomness: systemRandomness, shouldRetry: isTemporary });
  } catch (error) {
    if (isUnderstudyError(error)) throw error;
    throw regionError(asked, error);
  }
}
