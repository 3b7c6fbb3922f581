import { BackfillError } from './errors.ts';

/** How a backfill works. Whatever is unset has its default. */
export interface CopyOptions {
  /** Segments that are scanned at the same time; kept for the whole job. */
  readonly segments: number;
  /** Writes under way at most. A write is one item, or a batch of up to `batchItems` that must be new to the target. */
  readonly concurrency: number;
  /** Items of one batch of inserts; 1 sends every item by itself. */
  readonly batchItems: number;
  /** Items that one scan request asks for, at most; what is read and not written down is read again after a crash. */
  readonly pageItems: number;
  /** Read capacity units a second, of the source; 0: no limit. */
  readonly readUnits: number;
  /** Write capacity units a second, of the target; 0: no limit. */
  readonly writeUnits: number;
  /** How often in ms a segment's progress is written down. */
  readonly checkpointMs: number;
  /** How often in ms progress is reported. */
  readonly progressMs: number;
  /** How long in ms a replicator may say nothing before the end of a backfill is given up. */
  readonly silenceMs: number;
}

export const defaultCopyOptions: CopyOptions = {
  segments: 4,
  concurrency: 16,
  batchItems: 25,
  pageItems: 500,
  readUnits: 0,
  writeUnits: 0,
  checkpointMs: 1_000,
  progressMs: 5_000,
  silenceMs: 60_000,
};

const RANGES: Readonly<Record<keyof CopyOptions, readonly [number, number]>> = {
  segments: [1, 1_000],
  concurrency: [1, 256],
  batchItems: [1, 25],
  pageItems: [1, 100_000],
  readUnits: [0, 1_000_000],
  writeUnits: [0, 1_000_000],
  checkpointMs: [1, 3_600_000],
  progressMs: [1, 3_600_000],
  silenceMs: [1, 86_400_000],
};

/**
 * The options with their defaults.
 * @throws BackfillError `UND_BACKFILL_OPTION_INVALID`
 */
export function copyOptions(given: Partial<CopyOptions> = {}): CopyOptions {
  const options: CopyOptions = { ...defaultCopyOptions, ...given };
  for (const [name, [least, most]] of Object.entries(RANGES) as [keyof CopyOptions, [number, number]][]) {
    const value = options[name];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw new BackfillError('UND_BACKFILL_OPTION_INVALID', {
      what: `${name} is ${value}; expected a whole number from ${least} to ${most}.`,
      details: { option: name, value, least, most },
    });
  }
  return options;
}
