import { msLeft, type Clock } from '@understudy/core';
import type { LeaseHolder, MovingRoute, Route } from '@understudy/route';
import {
  credentialsProblems,
  isDegraded,
  routeProblems,
  type CredentialsProblem,
  type HealthProblem,
  type KeptCredentials,
} from '@understudy/service/aws';
import { GatewayError } from './errors.ts';

/** What the gateway knows of itself: the answer of `/status` and `/readyz`. */
export interface GatewayState {
  /** Whether a write would be sent now. */
  readonly ready: boolean;
  readonly draining: boolean;
  readonly region?: string;
  readonly epoch?: number;
  readonly phase?: string;
  /** How long the lease is still valid, in ms. */
  readonly leaseLeftMs: number;
  /** Why there are no new credentials, and how long the present ones are still valid. */
  readonly credentials?: CredentialsProblem;
  /** What is wrong; some of it leaves the gateway ready: a standby that is lost, for example. */
  readonly problems: readonly HealthProblem[];
}

export interface StateFacts {
  readonly lease: LeaseHolder;
  readonly credentials: Pick<KeptCredentials, 'problem' | 'problems'>;
  readonly clock: Clock;
  readonly draining: boolean;
  /** What is wrong with the data regions. */
  readonly regions: readonly HealthProblem[];
  /** The name of the control store, for messages. */
  readonly witness: string;
}

export function tellState(facts: StateFacts): GatewayState {
  const { lease, credentials, clock, draining } = facts;
  const view = lease.view();
  const route = (view ?? lease.lastSeen())?.snapshot.route;
  const problems = problemsOf(facts, view?.snapshot.route);
  const credentialsProblem = credentials.problem();
  return {
    ready:
      !draining &&
      view?.snapshot.route.phase === 'steady' &&
      !problems.some((problem) => blocksWrites(problem, lease)),
    draining,
    ...(route === undefined ? {} : { region: writerOf(route), epoch: route.epoch, phase: route.phase }),
    leaseLeftMs: view === undefined ? 0 : Math.max(0, Math.floor(msLeft(view.validUntil, clock))),
    ...(credentialsProblem === undefined ? {} : { credentials: credentialsProblem }),
    problems,
  };
}

function problemsOf(
  { regions, lease, credentials, witness }: StateFacts,
  current: Route | undefined,
): readonly HealthProblem[] {
  return [
    ...regions,
    ...routeProblems(lease, witness),
    ...(current?.phase === 'moving' ? [movingProblem(current)] : []),
    ...credentialsProblems(credentials),
  ];
}

function movingProblem({ kind, from, to, step }: MovingRoute): HealthProblem {
  const what = `A ${kind} from ${from} to ${to} is under way (${step}).`;
  const { code, remedy } = new GatewayError('UND_GATEWAY_WRITER_MOVING', { what });
  return { code, problem: what, remedy };
}

/** A region that is not the writer blocks no write. */
function blocksWrites(problem: HealthProblem, lease: LeaseHolder): boolean {
  if (isDegraded(problem, lease)) return false;
  const route = lease.view()?.snapshot.route;
  const isOther = problem.code.startsWith('UND_SERVICE_') && route !== undefined;
  return !(isOther && problem.region !== undefined && problem.region !== writerOf(route));
}

const writerOf = (route: Route) => (route.phase === 'steady' ? route.writer : route.from);
