import { isUnderstudyError, systemClock, type Clock, type UnderstudyError } from '@understudy/core';
import { ROUTE_ERRORS, RouteError, type RouteErrorCode } from '@understudy/route';
import { checkIdentity } from '../check-identity.ts';
import { assessRoute } from '../check/assess-route.ts';
import { checkService } from '../check/check-service.ts';
import { readRoute } from '../check/read-route.ts';
import type { Check, CheckTopic, FailedCheck } from '../check/types.ts';
import { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from '../errors.ts';
import type { OpenedService } from '../open-service.ts';
import type { Role } from '../role-rights.ts';

export interface CheckStartOptions {
  readonly role: Exclude<Role, 'observer'>;
  /** The topology file, for the commands that a problem tells to type. */
  readonly file: string;
  readonly clock?: Clock;
}

const COMMON: readonly CheckTopic[] = [
  'identity',
  'table',
  'global-table',
  'keys',
  'rights',
  'own-table',
  'route',
];

/** What each role can't begin without. */
const NEEDED: Readonly<Record<CheckStartOptions['role'], readonly CheckTopic[]>> = {
  gateway: COMMON,
  replicator: [...COMMON, 'stream'],
  mover: COMMON,
  orchestrator: COMMON,
};

/** What passes by itself: the process starts, and waits for it. */
const PASSING = new Set([
  'UND_SERVICE_REGION_UNREACHABLE',
  'UND_SERVICE_REGION_THROTTLED',
  'UND_SERVICE_REQUEST_FAILED',
  'UND_ROUTE_STORE_UNREACHABLE',
]);

/**
 * Refuses a start that can't succeed before a person acts, with everything that the person must do; what passes by itself, such as a
 * region that does not answer, refuses nothing. Rights that are needed only after a move are tried in both regions,
 * by writes whose condition never holds. Nothing is changed.
 * @throws ServiceError or RouteError by the code of the first problem, with every problem in its message and in
 * `details.problems`
 */
export async function checkStart(
  service: OpenedService,
  { role, file, clock = systemClock() }: CheckStartOptions,
): Promise<void> {
  const [unproven, checks] = await Promise.all([
    checkIdentity(service, { clock }).then(
      () => undefined,
      (error: unknown) => {
        if (isUnderstudyError(error, 'UND_SERVICE_REGION_UNPROVEN')) return error;
        throw error;
      },
    ),
    checkService(service, { clock, file, inDetail: false, role }),
  ]);
  const problems = [
    ...refusedEverywhere(checks, service.regions),
    ...checks.filter((check): check is FailedCheck => isFatal(check, NEEDED[role])),
  ];
  // Without Understudy's tables there is no fence to prove anything by: setup creates both.
  const isSetUp = !problems.some(({ topic }) => topic === 'own-table');
  const unset =
    unproven === undefined || hasRoute(checks) !== 'unknown' ? [] : await missingRoute(service, file);
  const all = [
    ...problems,
    ...unset,
    ...(unproven !== undefined && isSetUp ? [fenceProblem(unproven, file)] : []),
  ];
  const [first] = all;
  if (first !== undefined) throw startRefused(first, all);
}

/** How often a route is asked for that was not read, before a region without a fence is all that is known. */
const ROUTE_READS = 3;

function hasRoute(checks: readonly Check[]): 'yes' | 'no' | 'unknown' {
  const route = checks.find(({ topic }) => topic === 'route');
  if (route === undefined || ('code' in route && PASSING.has(route.code))) return 'unknown';
  return route.outcome === 'passed' ? 'yes' : 'no';
}

/**
 * A service that was never set up has neither a fence nor a route. Where the first read of the route had no answer, the
 * missing fence alone would blame an endpoint: so the route is asked for again.
 */
async function missingRoute(service: OpenedService, file: string): Promise<readonly FailedCheck[]> {
  for (let reads = 0; reads < ROUTE_READS; reads += 1) {
    const route = await readRoute(service);
    if (route !== undefined && 'code' in route && PASSING.has(route.code)) continue;
    const { topology } = service;
    const { endpoints: witnesses } = topology.regions.witness;
    const check = assessRoute({ witnesses, route, service: topology.service, file });
    return 'code' in check ? [check] : [];
  }
  return [];
}

const NOT_AUTHENTICATED = new Set(['UND_SERVICE_NOT_AUTHENTICATED', 'UND_SERVICE_CREDENTIALS_UNAVAILABLE']);

/** Credentials that one region refuses may be right: what the other one says decides. */
function refusedEverywhere(checks: readonly Check[], regions: readonly string[]): readonly FailedCheck[] {
  const refused = checks.filter(
    (check): check is FailedCheck =>
      'code' in check && regions.includes(check.where) && NOT_AUTHENTICATED.has(check.code),
  );
  return refused.length === regions.length ? refused.slice(0, 1) : [];
}

function isFatal(check: Check, needed: readonly CheckTopic[]): boolean {
  if (check.outcome !== 'failed' && check.outcome !== 'missing') return false;
  return needed.includes(check.topic) && !PASSING.has(check.code);
}

function fenceProblem({ code, what, details }: UnderstudyError, file: string): FailedCheck {
  return {
    topic: 'fence',
    where: String(details['region']),
    outcome: 'failed',
    code,
    what,
    remedy: `Correct the \`endpoint\` of the region in ${file}; where it is right, run \`understudy setup -f ${file}\`.`,
  };
}

function startRefused(first: FailedCheck, all: readonly FailedCheck[]): UnderstudyError {
  const problems = all.map(({ code, what, remedy, where, table }) => ({
    code,
    what,
    remedy,
    where,
    ...(table !== undefined && { table }),
  }));
  const lines = all.map(({ code, what, remedy }) => `\n  - ${code}: ${what} ${remedy}`).join('');
  const what =
    all.length === 1
      ? `${first.what} ${first.remedy}`
      : `${all.length} problems keep it from starting:${lines}`;
  const facts = { what, details: { problems } };
  if (isRouteCode(first.code)) return new RouteError(first.code, facts);
  return new ServiceError(isServiceCode(first.code) ? first.code : 'UND_SERVICE_REQUEST_FAILED', facts);
}

const isRouteCode = (code: string): code is RouteErrorCode => code in ROUTE_ERRORS;
const isServiceCode = (code: string): code is ServiceErrorCode => code in SERVICE_ERRORS;
