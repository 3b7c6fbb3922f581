import { ReplicatorError } from './errors.ts';

/** How a link reads and applies. An option that is not given has its default. */
export interface LinkOptions {
  /** Keys of one link that are written at the same time, at most. */
  readonly concurrency: number;
  /** Stream records asked for in one GetRecords, at most; 1 to 1000. */
  readonly batchSize: number;
  /** Pause in ms between two reads of a shard that gave less than was asked for. DynamoDB allows four a second and shard. */
  readonly pollMs: number;
  /** The same while the stream can only hold copies of what the opposite link wrote: steady, nothing merging, the target is the writer. */
  readonly calmPollMs: number;
  /** Empty reads in a row, over `limits.streamQuietMs` at least, after which a shard counts as read to its tip. */
  readonly tipConfirmations: number;
  /** Attempts at a record that can't be applied as it is, before it is parked. */
  readonly parkAfterAttempts: number;
  /** How often in ms the parked records are tried again; besides, when the link gets a leader. */
  readonly parkedRetryMs: number;
  /** First pause in ms after a failed attempt; it doubles, with jitter. */
  readonly firstBackoffMs: number;
  /** Longest pause in ms after a failed attempt. */
  readonly mostBackoffMs: number;
  /** How often in ms settled records are checkpointed, and the status is written. */
  readonly checkpointMs: number;
  /** How often in ms the link looks for a new barrier. */
  readonly barrierPollMs: number;
  /** How often in ms the shards are listed; a shard that ends has them listed at once. */
  readonly discoverMs: number;
  /**
   * How often in ms the table is asked which stream it has, and whether that is on: a stream that was switched off need not close its
   * shards. Asking costs one DescribeTable, which AWS allows far oftener than the DescribeStream of a listing.
   */
  readonly streamLookMs: number;
  /** Records of one shard read and not yet settled past which reading pauses. */
  readonly readAhead: number;
  /** Bytes of images that one read aims at: asking for fewer records keeps answers with large items bounded. */
  readonly readBytes: number;
  /** How long in ms a clean stop may take to finish what is under way. */
  readonly stopMs: number;
  /** How often in ms a link that was refused at its start check is checked again. */
  readonly recheckMs: number;
}

export const defaultLinkOptions: LinkOptions = {
  concurrency: 16,
  batchSize: 1000,
  pollMs: 250,
  calmPollMs: 1_000,
  tipConfirmations: 3,
  parkAfterAttempts: 8,
  parkedRetryMs: 60_000,
  firstBackoffMs: 20,
  mostBackoffMs: 1_000,
  checkpointMs: 1_000,
  barrierPollMs: 250,
  discoverMs: 10_000,
  streamLookMs: 3_000,
  readAhead: 2_000,
  readBytes: 4_000_000,
  stopMs: 5_000,
  recheckMs: 3_000,
};

const MOST: Partial<Record<keyof LinkOptions, number>> = {
  concurrency: 256,
  batchSize: 1000,
  tipConfirmations: 100,
};

/**
 * The options with their defaults.
 * @throws ReplicatorError `UND_REPLICATOR_OPTIONS_INVALID`
 */
export function linkOptions(given: Partial<LinkOptions> = {}): LinkOptions {
  const options: LinkOptions = { ...defaultLinkOptions, ...given };
  for (const name of Object.keys(options) as (keyof LinkOptions)[]) {
    if (!(name in defaultLinkOptions))
      throw invalid(
        name,
        options[name],
        `unknown; the options are ${Object.keys(defaultLinkOptions).join(', ')}`,
      );
    const most = MOST[name] ?? Number.MAX_SAFE_INTEGER;
    if (!Number.isSafeInteger(options[name]) || options[name] < 1 || options[name] > most) {
      throw invalid(
        name,
        options[name],
        `a whole number from 1${MOST[name] === undefined ? '' : ` to ${most}`}`,
      );
    }
  }
  if (options.firstBackoffMs > options.mostBackoffMs) {
    throw invalid(
      'firstBackoffMs',
      options.firstBackoffMs,
      `at most mostBackoffMs, ${options.mostBackoffMs}`,
    );
  }
  return options;
}

function invalid(option: string, value: unknown, expected: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_OPTIONS_INVALID', {
    what: `${option} is ${String(value)}; expected ${expected}.`,
    details: { option, value, expected },
  });
}
