import {
  systemClock,
  silentTelemetry,
  usableLeaseMs,
  type Clock,
  type Limits,
  type Telemetry,
} from '@understudy/core';
import { RouteError, type FenceStore, type RouteStore } from '@understudy/route';
import type { OnControlLoss } from '@understudy/topology';

export interface RouteLeaseOptions {
  readonly store: RouteStore;
  /** Needed for `onControlLoss: 'continue'`. */
  readonly fences?: FenceStore;
  readonly limits: Pick<Limits, 'leaseMs' | 'drift' | 'controlTimeoutMs'>;
  /** `continue` unless given, where `fences` is given; `refuse` where it is not. */
  readonly onControlLoss?: OnControlLoss;
  /** How often the route is read while it is moving or no view is valid: 500 ms unless given, or a third of `leaseMs`, if that is less. */
  readonly urgentEveryMs?: number;
  /** The machine's, without keeping the process alive, unless given. */
  readonly clock?: Clock;
  readonly telemetry?: Telemetry;
}

export interface LeaseSettings {
  readonly store: RouteStore;
  /** `undefined`: control loss stops the holder. */
  readonly fences: FenceStore | undefined;
  readonly usableMs: number;
  readonly controlTimeoutMs: number;
  readonly everyMs: number;
  readonly urgentEveryMs: number;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** @throws RouteError `UND_ROUTE_OPTIONS_INVALID` */
export function leaseSettings({
  store,
  fences,
  limits,
  onControlLoss = fences === undefined ? 'refuse' : 'continue',
  urgentEveryMs = 500,
  clock = systemClock({ keepAlive: false }),
  telemetry = silentTelemetry,
}: RouteLeaseOptions): LeaseSettings {
  if (onControlLoss === 'continue' && fences === undefined) {
    throw invalid('"onControlLoss" is "continue", but there are no "fences" to go on by.');
  }
  if (!(urgentEveryMs > 0)) throw invalid('"urgentEveryMs" must be above 0.');
  const everyMs = limits.leaseMs / 3;
  return {
    store,
    fences: onControlLoss === 'continue' ? fences : undefined,
    usableMs: usableLeaseMs(limits),
    controlTimeoutMs: limits.controlTimeoutMs,
    everyMs,
    urgentEveryMs: Math.min(urgentEveryMs, everyMs),
    clock,
    telemetry,
  };
}

function invalid(what: string): RouteError {
  return new RouteError('UND_ROUTE_OPTIONS_INVALID', { what });
}
