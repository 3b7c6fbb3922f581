import type { LinkOptions } from '@understudy/replicator';
import { defaultLimits, type Limits } from '@understudy/core';
import type { AppTable, Mix } from './types.ts';

/** The protocol's limits, in the proportions they have, at a pace at which a history takes seconds. */
export const LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 300,
  drift: 0.05,
  attemptTimeoutMs: 100,
  controlTimeoutMs: 90,
  writeDeadlineMs: 1_200,
  maxRequestAgeMs: 1_200,
  streamQuietMs: 65,
  maxLagMs: 2_000,
};

/** The links' pace, likewise. */
export const LINK: Partial<LinkOptions> = {
  batchSize: 100,
  pollMs: 65,
  calmPollMs: 90,
  tipConfirmations: 2,
  parkAfterAttempts: 3,
  parkedRetryMs: 700,
  firstBackoffMs: 5,
  mostBackoffMs: 60,
  checkpointMs: 110,
  barrierPollMs: 90,
  discoverMs: 1_500,
  streamLookMs: 600,
  stopMs: 300,
  recheckMs: 300,
};

/** The movers' pace, likewise. */
export const MOVES = {
  drainLimitMs: 450,
  tailBudgetMs: 60,
  fenceLimitMs: 400,
  pollMs: 45,
  askAgainMs: 300,
  reconcileEveryMs: 150,
  storeAttempts: 6,
} as const;

/** The table that every history has. */
export const TABLE: AppTable = 'items';

/** The one that no client stamps. */
export const FOREIGN_TABLE: AppTable = 'legacy';

export const APP_TABLES: ReadonlySet<string> = new Set<AppTable>(['items', 'orders', 'legacy']);

export function tablesOf({ tables = [TABLE] }: Mix): readonly AppTable[] {
  return tables;
}

/** When a history begins, by the wall. */
export const EPOCH_MS = Date.UTC(2026, 0, 1);
