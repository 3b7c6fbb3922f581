/** The time limits that the protocol's safety rests on; every one in milliseconds but `drift`. */
export interface Limits {
  /** How long a read of the route lets a client act on it. */
  readonly leaseMs: number;
  /** By how much two clocks may differ in speed, as a fraction: 0.01 is one per cent. */
  readonly drift: number;
  /** The time limit of one attempt of one request. */
  readonly attemptTimeoutMs: number;
  /** The time limit of one read of the control store. */
  readonly controlTimeoutMs: number;
  /** How long a write waits for a route that takes it before it fails. */
  readonly writeDeadlineMs: number;
  /** How long after a promotion a request of the time before may still land: as long as its signature is valid. */
  readonly maxRequestAgeMs: number;
  /** How long a tombstone is kept. */
  readonly tombstoneTtlMs: number;
  /**
   * How long after a write its record may become readable in the table's stream, empty answers included. DynamoDB documents
   * no bound: it is an assumption (docs/guarantees.md, A5), and a barrier waits as long.
   */
  readonly streamQuietMs: number;
  /** The replication lag past which the writer is not moved unless a person overrides it. */
  readonly maxLagMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long AWS accepts a signed request (Signature Version 4: five minutes of age and ten of skew, at most 15). */
export const SIGNATURE_VALIDITY_MS = 15 * MINUTE_MS;

/** How long DynamoDB keeps a stream's records. */
export const STREAM_RETENTION_MS = DAY_MS;

/** A failover detects the loss and waits within five seconds by these (decision 0031, which also says what keeps them from being shorter). */
export const defaultLimits: Limits = {
  leaseMs: 2_400,
  drift: 0.01,
  attemptTimeoutMs: 1_000,
  controlTimeoutMs: 750,
  writeDeadlineMs: 30_000,
  maxRequestAgeMs: SIGNATURE_VALIDITY_MS,
  tombstoneTtlMs: 7 * DAY_MS,
  streamQuietMs: 2_000,
  maxLagMs: 30_000,
};

/** The part of a lease that its holder uses: it ends early, so that a slow clock can't outlive a fast one. */
export function usableLeaseMs({ leaseMs, drift }: Pick<Limits, 'leaseMs' | 'drift'>): number {
  return leaseMs * (1 - drift);
}

/**
 * How long the mover waits between claim and promotion: until no holder of a lease can have a write under way.
 * The protocol says `leaseMs + attemptTimeoutMs`; the drift is added on the attempt too, since the lease
 * ends early by the drift and an attempt's own time limit, measured by a slow clock, does not.
 */
export function promotionWaitMs({
  leaseMs,
  attemptTimeoutMs,
  drift,
}: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'drift'>): number {
  return Math.ceil(leaseMs + attemptTimeoutMs / (1 - drift));
}

export interface BrokenLimit {
  readonly limit: keyof Limits;
  readonly value: number;
  /** What would be right, as a sentence. */
  readonly expected: string;
}

/** Every relation that `limits` breaks; none is ever adjusted. */
export function brokenLimits(limits: Limits): readonly BrokenLimit[] {
  const broken: BrokenLimit[] = [];
  const demand = (limit: keyof Limits, holds: boolean, expected: string) => {
    if (!holds) broken.push({ limit, value: limits[limit], expected });
  };
  for (const limit of Object.keys(defaultLimits) as (keyof Limits)[]) {
    if (limit !== 'drift')
      demand(
        limit,
        Number.isSafeInteger(limits[limit]) && limits[limit] > 0,
        'a whole number of milliseconds above 0',
      );
  }
  demand('drift', limits.drift >= 0 && limits.drift < 0.5, 'a fraction from 0 to below 0.5');
  if (broken.length > 0) return broken;

  const thirdMs = Math.floor(usableLeaseMs(limits) / 3);
  demand(
    'controlTimeoutMs',
    limits.controlTimeoutMs <= thirdMs,
    `at most a third of the usable lease, ${thirdMs}: a lost read of the route must leave time for another`,
  );
  demand(
    'attemptTimeoutMs',
    limits.attemptTimeoutMs <= limits.leaseMs,
    `at most leaseMs, ${limits.leaseMs}: an attempt must not outlive the lease it was sent under`,
  );
  const moveMs = promotionWaitMs(limits) + limits.streamQuietMs + limits.attemptTimeoutMs;
  demand(
    'writeDeadlineMs',
    limits.writeDeadlineMs >= moveMs,
    `at least ${moveMs}, the wait of a promotion, the quiet time of a stream (streamQuietMs) and one attempt more: a write must be able to wait for a planned switch`,
  );
  demand(
    'maxRequestAgeMs',
    limits.maxRequestAgeMs >= limits.attemptTimeoutMs,
    `at least attemptTimeoutMs, ${limits.attemptTimeoutMs}: a request may land as late as its attempt ends`,
  );
  const tombstonesMs = limits.maxRequestAgeMs + STREAM_RETENTION_MS;
  demand(
    'tombstoneTtlMs',
    limits.tombstoneTtlMs >= tombstonesMs,
    `at least maxRequestAgeMs + 24 h of stream retention, ${tombstonesMs}: a tombstone must outlive every record it may meet`,
  );
  return broken;
}
