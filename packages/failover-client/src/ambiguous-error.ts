import { FailoverClientError, type RequestFacts } from './errors.ts';
import type { PendingWrite } from './pending-write.ts';

/**
 * The write may have been applied. The cause is the lost answer; the answer to a repeat is only named in the details,
 * since it says nothing about the first attempt.
 */
export function ambiguousError(write: PendingWrite, repeat?: unknown): FailoverClientError {
  const { engine, request, attempts, lost } = write;
  const details = { operation: request.operation, region: lost?.region, epoch: lost?.epoch, attempts };
  engine.settings.telemetry.event('client.write_ambiguous', details);
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', {
    what: `The answer of ${lost?.region ?? 'a region'} to ${request.operation} was lost.`,
    details: repeat instanceof Error ? { ...details, repeat: repeat.name } : details,
    cause: lost?.error,
    mayHaveApplied: true,
    request: requestFacts(write),
  });
}

/** Attempts and pauses of the write, with status and request id of the last answer it had. */
export function requestFacts({ attempts, pausedMs, lost, lastError }: PendingWrite): RequestFacts {
  const { $metadata: metadata } = (lost?.error ?? lastError ?? {}) as { $metadata?: Partial<RequestFacts> };
  return {
    attempts,
    totalRetryDelay: pausedMs,
    ...(metadata?.httpStatusCode === undefined ? {} : { httpStatusCode: metadata.httpStatusCode }),
    ...(metadata?.requestId === undefined ? {} : { requestId: metadata.requestId }),
  };
}
