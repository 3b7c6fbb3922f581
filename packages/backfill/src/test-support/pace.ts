import { defaultLimits, type Limits } from '@understudy/core';
import type { LinkOptions } from '@understudy/replicator';

/** The protocol's limits, in the proportions they have, at a pace at which a history takes seconds. */
export const LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 600,
  attemptTimeoutMs: 150,
  controlTimeoutMs: 150,
  writeDeadlineMs: 2_000,
  maxRequestAgeMs: 2_000,
  streamQuietMs: 160,
};

/** Links that keep up with such limits. */
export const PACE: Partial<LinkOptions> = {
  batchSize: 100,
  pollMs: 80,
  calmPollMs: 300,
  tipConfirmations: 2,
  firstBackoffMs: 5,
  mostBackoffMs: 100,
  checkpointMs: 150,
  barrierPollMs: 150,
  discoverMs: 1_000,
  stopMs: 400,
  recheckMs: 500,
};
