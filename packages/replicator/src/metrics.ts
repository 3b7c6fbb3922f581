import { defineMetrics, OPEN } from '@understudy/core';

/** A link: one table in one direction. */
const LINK = { table: OPEN, source: OPEN, target: OPEN };

/** The metrics of replication; ages and times are NaN where the worker does not lead the link. */
export const REPLICATOR_METRICS = defineMetrics({
  understudy_replicator_applied_total: {
    type: 'counter',
    help: 'Writes that the target holds.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_superseded_total: {
    type: 'counter',
    help: 'Writes in whose place the target holds a later one of the same source.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_lost_total: {
    type: 'counter',
    help: 'Writes that lost to a later version; they are in the ledger.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_late_total: {
    type: 'counter',
    help: 'Writes that lay under a tombstone of their region; they are in the ledger.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_kept_total: {
    type: 'counter',
    help: 'Writes left to a person; they are in the ledger.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_parked_total: {
    type: 'counter',
    help: 'Records that can never be applied as they are (dead letters).',
    unit: 'records',
    labels: LINK,
  },
  understudy_replicator_parked_open_records: {
    type: 'gauge',
    help: 'Parked records that are neither superseded nor decided: writes that the target lacks. 0 where the worker does not lead the link.',
    unit: 'records',
    labels: LINK,
  },
  understudy_replicator_coalesced_total: {
    type: 'counter',
    help: 'Writes that a later one of their key made needless.',
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_skipped_total: {
    type: 'counter',
    help: 'Records that asked for nothing: mostly copies that replication wrote itself.',
    unit: 'records',
    labels: LINK,
  },
  understudy_replicator_unstamped_total: {
    type: 'counter',
    help: "Writes that went around Understudy's client.",
    unit: 'writes',
    labels: LINK,
  },
  understudy_replicator_gaps_total: {
    type: 'counter',
    help: 'Times that the stream no longer held what the link had yet to read.',
    unit: 'gaps',
    labels: LINK,
  },
  understudy_replicator_unexplained_total: {
    type: 'counter',
    help: 'Records that the target refused in favour of a write of the same source and epoch which their stream does not hold: writes that are lost to it.',
    unit: 'records',
    labels: LINK,
  },
  understudy_replicator_failures_total: {
    type: 'counter',
    help: 'Requests and steps of the link that failed, by kind of failure; the link tries again.',
    unit: 'failures',
    labels: {
      ...LINK,
      kind: ['regional', 'capacity', 'contention', 'configuration', 'record', 'unknown', 'unsent'],
    },
  },
  understudy_replicator_lag_seconds: {
    type: 'gauge',
    help: 'Age of the newest settled write when it was computed last; 0 at the tip of the stream.',
    unit: 'seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_settled_timestamp_seconds: {
    type: 'gauge',
    help: 'When the newest settled write was made; now at the tip of the stream. The lag is time() minus this, also while the worker hangs.',
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_read_timestamp_seconds: {
    type: 'gauge',
    help: 'Time up to which the stream was read.',
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_checkpoint_timestamp_seconds: {
    type: 'gauge',
    help: 'When the last checkpoint was written.',
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_contact_timestamp_seconds: {
    type: 'gauge',
    help: "When the source's stream answered last.",
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_complete_timestamp_seconds: {
    type: 'gauge',
    help: 'All that the source had acknowledged before it is settled. What is missing when the source is lost is at most the contact time minus this.',
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_newest_write_timestamp_seconds: {
    type: 'gauge',
    help: 'The latest time in the stamps of the writes that the link settled, by the clocks of who made them.',
    unit: 'timestamp seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_trim_seconds: {
    type: 'gauge',
    help: 'Time until the stream drops what the link has not read; a day at the tip, below 0 past it.',
    unit: 'seconds',
    labels: LINK,
    initial: NaN,
  },
  understudy_replicator_gap_open: {
    type: 'gauge',
    help: '1 until a re-seeding backfill restores what the stream dropped unread.',
    unit: 'links',
    labels: LINK,
  },
  understudy_replicator_stream_off: {
    type: 'gauge',
    help: "1 while the source's stream is off, so that its writes are in no stream.",
    unit: 'links',
    labels: LINK,
  },
  understudy_replicator_unsettled_records: {
    type: 'gauge',
    help: 'Records read and not yet settled.',
    unit: 'records',
    labels: LINK,
  },
  understudy_replicator_blocked: {
    type: 'gauge',
    help: '1 while the link waits for what a person may have to fix; its status and log say what.',
    unit: 'links',
    labels: LINK,
  },
  understudy_replicator_leading_links: {
    type: 'gauge',
    help: '1 where this worker leads the link.',
    unit: 'links',
    labels: LINK,
  },
});
