import type { Telemetry } from '@understudy/core';
import type { LinkCounts, LinkStatus } from '@understudy/links';

/** Counters of a link and the metrics they leave as; each carries `table`, `source` and `target`. */
export const COUNTERS: Readonly<Record<keyof LinkCounts, string>> = {
  applied: 'understudy_replicator_applied_total',
  superseded: 'understudy_replicator_superseded_total',
  lost: 'understudy_replicator_lost_total',
  late: 'understudy_replicator_late_total',
  kept: 'understudy_replicator_kept_total',
  parked: 'understudy_replicator_parked_total',
  coalesced: 'understudy_replicator_coalesced_total',
  skipped: 'understudy_replicator_skipped_total',
  unstamped: 'understudy_replicator_unstamped_total',
  gaps: 'understudy_replicator_gaps_total',
};

export const LAG = 'understudy_replicator_lag_seconds';
export const TRIM = 'understudy_replicator_trim_seconds';
export const GAP = 'understudy_replicator_gap_open';
export const UNSETTLED = 'understudy_replicator_unsettled_records';
export const LEADING = 'understudy_replicator_leading_links';

/** From so many ms before the stream drops unread records on it is said aloud. */
export const TRIM_NEAR_MS = 6 * 60 * 60 * 1_000;

/**
 * Hands what was counted since the last telling to the telemetry: called once a second, so that a record costs none
 * of it.
 */
export class CountReport {
  readonly #telemetry: Telemetry;
  readonly #told = new Map<keyof LinkCounts, number>();
  #near = false;

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  tell(status: LinkStatus): void {
    const labels = { ...status.link };
    for (const [count, metric] of Object.entries(COUNTERS) as [keyof LinkCounts, string][]) {
      const by = status[count] - (this.#told.get(count) ?? 0);
      if (by > 0) this.#telemetry.count(metric, labels, by);
      this.#told.set(count, status[count]);
    }
    if (status.lagMs !== undefined) this.#telemetry.gauge(LAG, status.lagMs / 1_000, labels);
    if (status.trimInMs !== undefined) this.#telemetry.gauge(TRIM, status.trimInMs / 1_000, labels);
    if (status.leader) this.#warn(status);
    this.#telemetry.gauge(GAP, status.gap === undefined ? 0 : 1, labels);
    this.#telemetry.gauge(UNSETTLED, status.unsettled, labels);
    this.#telemetry.gauge(LEADING, status.leader ? 1 : 0, labels);
  }

  /** Once each time that the stream's horizon comes near. */
  #warn({ link, trimInMs }: LinkStatus): void {
    const near = trimInMs !== undefined && trimInMs < TRIM_NEAR_MS;
    if (near && !this.#near) this.#telemetry.event('stream.trim_near', { ...link, trimInMs });
    this.#near = near;
  }
}
