import type { Doubt } from '@understudy/findings';

/** Both clocks of a process at one moment. */
export interface ClockSample {
  readonly monotonicMs: number;
  readonly wallMs: number;
  /** How much later than due it was taken, in ms. */
  readonly lateMs: number;
}

/** What samples show of their process. */
export interface SampledSelf {
  /** Of the last minute, oldest first. */
  readonly samples: readonly ClockSample[];
  /** The last sample at which the clocks had parted, and how far, in ms: above 0 where the wall clock went further. */
  readonly parted?: { readonly atMs: number; readonly byMs: number };
}

export interface SelfLimits {
  /** A timer may fire this much late, in ms. */
  readonly lateMs: number;
  /** The clocks may part by this much within a minute, in ms. */
  readonly clockMs: number;
}

export const NOT_SAMPLED: SampledSelf = { samples: [] };

/** Clocks are compared over this time, in ms. */
const COMPARED_MS = 60_000;
/** A doubt lasts this long after its cause, in ms. */
const DOUBTED_MS = 5_000;

/**
 * Adds a sample. Where the clocks have parted since any sample of the last minute, those before are dropped: one step of a clock is
 * one cause.
 */
export function foldSample(
  { samples, parted }: SampledSelf,
  sample: ClockSample,
  { clockMs }: SelfLimits,
): SampledSelf {
  const kept = samples.filter(({ monotonicMs }) => sample.monotonicMs - monotonicMs <= COMPARED_MS);
  const byMs = kept
    .map((earlier) => offsetMs(sample) - offsetMs(earlier))
    .reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  if (Math.abs(byMs) > clockMs) return { samples: [sample], parted: { atMs: sample.monotonicMs, byMs } };
  return { samples: [...kept, sample], ...(parted !== undefined && { parted }) };
}

const offsetMs = ({ monotonicMs, wallMs }: ClockSample) => wallMs - monotonicMs;

/** Why a process does not trust itself, by its samples up to now. */
export function doubtsOf({ samples, parted }: SampledSelf, limits: SelfLimits): readonly Doubt[] {
  const nowMs = samples.at(-1)?.monotonicMs ?? 0;
  const isRecent = (atMs: number) => nowMs - atMs <= DOUBTED_MS;
  const latestMs = samples
    .filter(({ monotonicMs }) => isRecent(monotonicMs))
    .reduce((most, { lateMs }) => Math.max(most, lateMs), 0);
  const doubts: Doubt[] = [];
  if (latestMs > limits.lateMs) {
    const what = `A timer fired ${Math.round(latestMs)} ms late within the last ${DOUBTED_MS / 1_000} s (limit ${limits.lateMs} ms).`;
    doubts.push({ kind: 'late', what });
  }
  if (parted !== undefined && isRecent(parted.atMs)) {
    const way = parted.byMs > 0 ? 'further' : 'less far';
    const what = `The wall clock went ${Math.round(Math.abs(parted.byMs))} ms ${way} than the monotonic clock within a minute (limit ${limits.clockMs} ms): it was set, or the process was suspended.`;
    doubts.push({ kind: 'clocks', what });
  }
  return doubts;
}
