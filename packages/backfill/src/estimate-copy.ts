import { STREAM_RETENTION_MS } from '@understudy/core';
import type { CopyOptions } from './options.ts';

/** What a table's copy takes, before it begins. */
export interface CopyEstimate {
  readonly items: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly durationMs: number;
}

export interface TableSize {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Items a second of one process that nothing else limits, assumed with care: a fraction of what has been seen. Once it
 * runs, the rate that is measured takes its place.
 */
const ASSUMED_PER_SECOND = 1_000;

/** The part of the stream's retention that a copy may take; the rest is for the replay, late requests and surprises. */
export const RETENTION_SHARE = 0.8;

const READ_UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;

export function estimateCopy(
  { items, bytes }: TableSize,
  { readUnits, writeUnits }: Pick<CopyOptions, 'readUnits' | 'writeUnits'>,
): CopyEstimate {
  const reads = Math.ceil(bytes / READ_UNIT_BYTES);
  const writes = items === 0 ? 0 : items * Math.max(1, Math.ceil(bytes / items / WRITE_UNIT_BYTES));
  const seconds = Math.max(
    items / ASSUMED_PER_SECOND,
    readUnits > 0 ? reads / readUnits : 0,
    writeUnits > 0 ? writes / writeUnits : 0,
  );
  return { items, readUnits: reads, writeUnits: writes, durationMs: seconds * 1_000 };
}

/** Whether a copy that has run for `elapsedMs` and has `restMs` to go ends while the stream still holds what it has to replay. */
export function endsInTime(elapsedMs: number, restMs: number): boolean {
  return elapsedMs + restMs <= STREAM_RETENTION_MS * RETENTION_SHARE;
}

/** `2 d 3 h`, `3 h 20 min`, `4 min 5 s`, `8 s`. */
export function describeDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
