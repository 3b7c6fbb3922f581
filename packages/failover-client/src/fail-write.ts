import { FailoverClientError, type RequestFacts } from './errors.ts';
import type { Writing } from './track-write.ts';

/** Time is up: for a write that may have applied, and for one that surely did not. */
export function deadlineError(writing: Writing, cause: unknown): FailoverClientError {
  if (writing.lost !== undefined) return ambiguousError(writing);
  const { engine, request, attempts, lastError } = writing;
  const { limits, clock } = engine.settings;
  const waitedMs = Math.round(clock.monotonicMs() - writing.startedMs);
  const route = engine.lease.lastSeen()?.snapshot.route;
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_DEADLINE', {
    what: `${request.operation} found no region that took it for ${String(waitedMs)} ms.`,
    details: {
      operation: request.operation,
      attempts,
      waitedMs,
      writeDeadlineMs: limits.writeDeadlineMs,
      phase: route?.phase,
      epoch: route?.epoch,
    },
    cause: lastError ?? cause,
    request: factsOf(writing),
  });
}

/**
 * The cause is the lost answer; what a repeat was told stands in the details, since it says nothing about the first.
 */
export function ambiguousError(writing: Writing, repeat?: unknown): FailoverClientError {
  const { engine, request, attempts, lost } = writing;
  engine.settings.telemetry.event('client.write_ambiguous', {
    operation: request.operation,
    region: lost?.region,
    epoch: lost?.epoch,
    attempts,
  });
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', {
    what: `The answer of ${lost?.region ?? 'a region'} to ${request.operation} was lost.`,
    details: {
      operation: request.operation,
      attempts,
      region: lost?.region,
      epoch: lost?.epoch,
      ...(repeat instanceof Error ? { repeat: repeat.name } : {}),
    },
    cause: lost?.error,
    mayHaveApplied: true,
    request: factsOf(writing),
  });
}

/** The route and the client's configuration name different regions. */
export function unknownRegion(region: string, regions: readonly string[]): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_REGION_UNKNOWN', {
    what: `The route's writer is ${region}, but the client knows ${regions.join(' and ')}.`,
    details: { region, regions },
  });
}

function factsOf({ attempts, pausedMs, lost, lastError }: Writing): RequestFacts {
  const metadata = ((lost?.error ?? lastError) as { $metadata?: Partial<RequestFacts> } | undefined)
    ?.$metadata;
  return {
    attempts,
    totalRetryDelay: pausedMs,
    ...(metadata?.httpStatusCode === undefined ? {} : { httpStatusCode: metadata.httpStatusCode }),
    ...(metadata?.requestId === undefined ? {} : { requestId: metadata.requestId }),
  };
}
