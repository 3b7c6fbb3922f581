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
  /** Needed for `onControlLoss: 'continue'`, and to begin without the control store. */
  readonly fences?: FenceStore;
  /**
   * The service's two data regions. Where they are given, a process that has seen no route may begin by their fences
   * while the control store can't be reached: it knows the route for reads, and under `continue` it may write.
   * Not for links: a fence does not date removals.
   */
  readonly beginByFences?: readonly [string, string];
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
  readonly fences: FenceStore | undefined;
  /** `undefined`: a holder can't begin without the control store. */
  readonly beginByFences: readonly [string, string] | undefined;
  /** Whether a fence may renew; if not, control loss stops the holder. */
  readonly continues: boolean;
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
  beginByFences,
  limits,
  onControlLoss = fences === undefined ? 'refuse' : 'continue',
  urgentEveryMs = 500,
  clock = systemClock({ keepAlive: false }),
  telemetry = silentTelemetry,
}: RouteLeaseOptions): LeaseSettings {
  if (onControlLoss === 'continue' && fences === undefined) {
    throw invalid('"onControlLoss" is "continue", but there are no "fences" to go on by.');
  }
  if (beginByFences !== undefined && fences === undefined) {
    throw invalid('"beginByFences" is given, but there are no "fences" to read.');
  }
  if (!(urgentEveryMs > 0)) throw invalid('"urgentEveryMs" must be above 0.');
  const everyMs = limits.leaseMs / 3;
  return {
    store,
    fences,
    beginByFences,
    continues: onControlLoss === 'continue',
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
