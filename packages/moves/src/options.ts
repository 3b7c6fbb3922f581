import {
  brokenLimits,
  promotionWaitMs,
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Limits,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { FenceStore, MovingRoute, RouteStore } from '@understudy/route';
import type { LinkBarriers } from '@understudy/links';
import { MovesError } from './errors.ts';
import type { RegionProbe, TableDifference } from './types.ts';

export interface MoverOptions {
  readonly store: RouteStore;
  readonly fences: FenceStore;
  readonly barriers: LinkBarriers;
  readonly probe: RegionProbe;
  /** Every table of the service that is replicated. */
  readonly tables: readonly string[];
  /** What would break the application after a move; refuses a switchover. Nothing unless given. */
  readonly differences?: () => Promise<readonly TableDifference[]>;
  /**
   * Asked right before a failover promotes, the last moment at which it can be aborted: a sentence says that the writer
   * answers again, and aborts the move. What it throws counts as no answer. Without it no failover is reconsidered.
   */
  readonly writerReturned?: (route: MovingRoute, signal?: AbortSignal) => Promise<string | undefined>;
  readonly limits: Limits;
  /**
   * How long a switchover tries to drain the links before it is aborted. Unless given, what `writeDeadlineMs` leaves
   * after the wait, one attempt and one read of the route, so that writes that wait still succeed after an abort.
   */
  readonly drainLimitMs?: number;
  /** How long a failover keeps reading the old region's tail: 5,000 ms unless given. */
  readonly tailBudgetMs?: number;
  /** How long a needed fence may take to be written: 5,000 ms unless given. */
  readonly fenceLimitMs?: number;
  /** How long one question to a region or a link may take: `limits.controlTimeoutMs` unless given. */
  readonly reachLimitMs?: number;
  /** How often a condition is checked: 100 ms unless given. */
  readonly pollMs?: number;
  /** How often a barrier that is not reached is requested again, in case another mover replaced it: 2,000 ms unless given. */
  readonly askAgainMs?: number;
  /** How often the reconciliation checks a region that does not answer: 1,000 ms unless given. */
  readonly reconcileEveryMs?: number;
  /** How often an unreachable control store is asked again before the mover gives up and leaves the move to `resume`: 20 unless given. */
  readonly storeAttempts?: number;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly telemetry?: Telemetry;
}

export type MoverSettings = Required<MoverOptions>;

/** @throws MovesError `UND_MOVES_OPTIONS_INVALID` */
export function moverSettings(options: MoverOptions): MoverSettings {
  const { limits } = options;
  const [broken] = brokenLimits(limits);
  if (broken !== undefined) {
    throw invalid(`limits.${broken.limit} is ${broken.value}, but must be ${broken.expected}.`);
  }
  const leftMs =
    limits.writeDeadlineMs - promotionWaitMs(limits) - limits.attemptTimeoutMs - limits.controlTimeoutMs;
  const settings: MoverSettings = {
    drainLimitMs: Math.max(leftMs, limits.attemptTimeoutMs),
    tailBudgetMs: 5_000,
    fenceLimitMs: 5_000,
    reachLimitMs: limits.controlTimeoutMs,
    pollMs: 100,
    askAgainMs: 2_000,
    reconcileEveryMs: 1_000,
    storeAttempts: 20,
    differences: async () => [],
    writerReturned: async () => undefined,
    clock: systemClock(),
    randomness: systemRandomness,
    telemetry: silentTelemetry,
    ...options,
  };
  const above0 = [
    'drainLimitMs',
    'fenceLimitMs',
    'reachLimitMs',
    'pollMs',
    'askAgainMs',
    'reconcileEveryMs',
  ] as const;
  for (const name of above0) {
    if (!(settings[name] > 0)) throw invalid(`"${name}" is ${settings[name]}, but must be above 0.`);
  }
  if (!(settings.tailBudgetMs >= 0)) throw invalid('"tailBudgetMs" must be 0 or more.');
  if (new Set(settings.tables).size !== settings.tables.length)
    throw invalid('"tables" names a table twice.');
  return settings;
}

function invalid(what: string): MovesError {
  return new MovesError('UND_MOVES_OPTIONS_INVALID', { what });
}
