import type { Clock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';

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
}

export function tellState(lease: LeaseHolder, clock: Clock, draining: boolean): GatewayState {
  const view = lease.view();
  const route = (view ?? lease.lastSeen())?.snapshot.route;
  return {
    ready: !draining && view?.snapshot.route.phase === 'steady',
    draining,
    ...(route === undefined
      ? {}
      : {
          region: route.phase === 'steady' ? route.writer : route.from,
          epoch: route.epoch,
          phase: route.phase,
        }),
    leaseLeftMs: view === undefined ? 0 : Math.max(0, Math.floor(view.validUntilMs - clock.monotonicMs())),
  };
}
