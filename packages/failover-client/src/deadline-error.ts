import { ambiguousError, requestFacts } from './ambiguous-error.ts';
import { FailoverClientError } from './errors.ts';
import type { PendingWrite } from './pending-write.ts';

/** The write's time is over. Ambiguous where an attempt's answer was lost; otherwise it was not applied. */
export function deadlineError(write: PendingWrite, cause: unknown): FailoverClientError {
  if (write.lost !== undefined) return ambiguousError(write);
  const { engine, request, attempts, lastError } = write;
  const { limits, clock } = engine.settings;
  const waitedMs = Math.round(clock.monotonicMs() - write.startedMs);
  const route = engine.lease.lastSeen()?.snapshot.route;
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_DEADLINE', {
    what: `No region accepted ${request.operation} within ${waitedMs} ms.`,
    details: {
      operation: request.operation,
      attempts,
      waitedMs,
      writeDeadlineMs: limits.writeDeadlineMs,
      phase: route?.phase,
      epoch: route?.epoch,
    },
    cause: lastError ?? cause,
    request: requestFacts(write),
  });
}
