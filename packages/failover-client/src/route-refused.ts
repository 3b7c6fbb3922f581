import { causeChain, isUnderstudyError } from '@understudy/core';
import { FailoverClientError, type RequestFacts } from './errors.ts';

/** Nothing to follow until a person acts, so a request does not wait for it. What it says is the innermost cause with a text. */
export function routeRefused(operation: string, cause: unknown, request?: RequestFacts): FailoverClientError {
  const why = isUnderstudyError(cause) ? `${cause.code}: ${cause.what}` : String(cause);
  const inner = [...causeChain(cause)].findLast((error) => error instanceof Error && error !== cause);
  const because = inner instanceof Error ? ` (${inner.name}: ${inner.message})` : '';
  return new FailoverClientError('UND_FAILOVER_CLIENT_ROUTE_REFUSED', {
    what: `${operation} has no route to follow. ${why}${because}`,
    details: { operation },
    cause,
    ...(request !== undefined && { request }),
  });
}
