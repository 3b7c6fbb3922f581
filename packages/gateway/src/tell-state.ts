import { msLeft, type Clock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import type { CredentialsProblem, KeptCredentials } from '@understudy/service/aws';

/** What the gateway knows of the route: the answer of `/status`. */
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
}

export function tellState(
  lease: LeaseHolder,
  credentials: Pick<KeptCredentials, 'problem'>,
  clock: Clock,
  draining: boolean,
): GatewayState {
  const view = lease.view();
  const problem = credentials.problem();
  const hasKeys = problem === undefined || problem.leftMs > 0;
  const route = (view ?? lease.lastSeen())?.snapshot.route;
  return {
    ready: !draining && hasKeys && view?.snapshot.route.phase === 'steady',
    draining,
    ...(route === undefined
      ? {}
      : {
          region: route.phase === 'steady' ? route.writer : route.from,
          epoch: route.epoch,
          phase: route.phase,
        }),
    leaseLeftMs: view === undefined ? 0 : Math.max(0, Math.floor(msLeft(view.validUntil, clock))),
    ...(problem === undefined ? {} : { credentials: problem }),
  };
}
