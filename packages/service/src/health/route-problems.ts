import { isUnderstudyError } from '@understudy/core';
import { RouteError, type LeaseHolder } from '@understudy/route';
import { problemOfError, type HealthProblem } from './health-problem.ts';

/** What keeps this process from the route, or from the control store while a fence renews its lease. */
export function routeProblems(
  lease: Pick<LeaseHolder, 'view' | 'lastFailure'>,
  witness: string,
): readonly HealthProblem[] {
  const view = lease.view();
  const failure = lease.lastFailure?.();
  if (view?.renewedBy === 'store' && failure === undefined) return [];
  const said = isUnderstudyError(failure) ? failure : undefined;
  if (view?.renewedBy !== 'fence')
    return [problemOfError(said ?? unreachable('The route has not been read yet.'), witness)];
  const { code, what, remedy } = said ?? unreachable('The control store does not answer.');
  const and = "The writer region's fence renews the lease.";
  return [problemOfError({ code, what: `${what} ${and}`, remedy }, witness)];
}

function unreachable(what: string): RouteError {
  return new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what });
}

/** What delays requests and stops none. */
const DELAYS = new Set(['UND_SERVICE_REGION_THROTTLED', 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED']);

/** Whether a problem leaves a daemon able to work: it only delays requests, or a fence takes the place of the control store. */
export function isDegraded({ code }: HealthProblem, lease: Pick<LeaseHolder, 'view'>): boolean {
  return DELAYS.has(code) || (code.startsWith('UND_ROUTE_') && lease.view() !== undefined);
}
