import type { Telemetry } from '@understudy/core';
import type { LinkCounts, LinkStatus } from '@understudy/links';
import type { LinkTimes } from './state/link-counters.ts';

/** Counters of a link and their metrics; each has the labels `table`, `source` and `target`. */
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
  unexplained: 'understudy_replicator_unexplained_total',
};

export const LAG = 'understudy_replicator_lag_seconds';
export const TRIM = 'understudy_replicator_trim_seconds';
export const GAP = 'understudy_replicator_gap_open';
const STREAM_OFF = 'understudy_replicator_stream_off';
const UNSETTLED = 'understudy_replicator_unsettled_records';
const PARKED_OPEN = 'understudy_replicator_parked_open_records';
const BLOCKED = 'understudy_replicator_blocked';
export const LEADING = 'understudy_replicator_leading_links';

/** Wall times and their metrics; an age computed from them rises while the code that sets them hangs. */
export const TIMES: Readonly<Record<keyof LinkTimes, string>> = {
  settledMs: 'understudy_replicator_settled_timestamp_seconds',
  readUpToMs: 'understudy_replicator_read_timestamp_seconds',
  checkpointedMs: 'understudy_replicator_checkpoint_timestamp_seconds',
  contactMs: 'understudy_replicator_contact_timestamp_seconds',
  completeUpToMs: 'understudy_replicator_complete_timestamp_seconds',
  newestWriteMs: 'understudy_replicator_newest_write_timestamp_seconds',
};

/** `stream.trim_near` is reported from this many ms before the stream drops unread records. */
export const TRIM_NEAR_MS = 6 * 60 * 60 * 1_000;

/** Hands the counts since the last call to the telemetry: called once a second, so that no record pays for it. */
export class CountReport {
  readonly #telemetry: Telemetry;
  readonly #reported = new Map<keyof LinkCounts, number>();
  #near = false;

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** What only a leader knows is NaN where this worker does not lead: another one has the facts. */
  report(status: LinkStatus, times: LinkTimes): void {
    const { leader } = status;
    const labels = { ...status.link };
    for (const [count, metric] of Object.entries(COUNTERS) as [keyof LinkCounts, string][]) {
      const by = status[count] - (this.#reported.get(count) ?? 0);
      if (by > 0) this.#telemetry.count(metric, labels, by);
      this.#reported.set(count, status[count]);
    }
    const ofLeader = (name: string, ms: number | undefined) => {
      this.#telemetry.gauge(name, leader && ms !== undefined ? ms / 1_000 : NaN, labels);
    };
    ofLeader(LAG, status.lagMs);
    ofLeader(TRIM, status.trimInMs);
    this.#telemetry.gauge(PARKED_OPEN, leader ? (status.parkedOpen ?? 0) : 0, labels);
    for (const [time, metric] of Object.entries(TIMES) as [keyof LinkTimes, string][])
      ofLeader(metric, times[time]);
    if (leader) this.#warn(status);
    this.#telemetry.gauge(GAP, status.gap === undefined ? 0 : 1, labels);
    this.#telemetry.gauge(STREAM_OFF, status.streamOff === true ? 1 : 0, labels);
    this.#telemetry.gauge(UNSETTLED, status.unsettled, labels);
    this.#telemetry.gauge(BLOCKED, status.blocked === true ? 1 : 0, labels);
    this.#telemetry.gauge(LEADING, leader ? 1 : 0, labels);
  }

  /** Once each time that the end of the stream's retention comes near. */
  #warn({ link, trimInMs }: LinkStatus): void {
    const near = trimInMs !== undefined && trimInMs < TRIM_NEAR_MS;
    if (near && !this.#near) this.#telemetry.event('stream.trim_near', { ...link, trimInMs });
    this.#near = near;
  }
}
