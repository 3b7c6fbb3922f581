import { FailoverClientError } from './errors.ts';
import type { PendingRead } from './pending-read.ts';

/** The read's time is over. */
export function readDeadlineError(
  { request, attempts, pausedMs }: PendingRead,
  cause: unknown,
): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_READ_DEADLINE', {
    what: `${request.operation} got no answer in ${attempts} attempts.`,
    details: { operation: request.operation, attempts },
    cause,
    request: { attempts, totalRetryDelay: pausedMs },
  });
}
