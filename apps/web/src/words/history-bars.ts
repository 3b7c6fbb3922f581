import type { HistoryPoint } from '@understudy/api-contract';

/** One minute of the strip: what is not known is absent, and drawn as a hatched gap. */
export interface HistoryBar {
  readonly perSecond: number | undefined;
  readonly failingRatio: number | undefined;
}

const MINUTE_MS = 60_000;

/** The last `minutes` minutes up to `nowMs`, the oldest first. */
export function historyBars(
  points: readonly HistoryPoint[],
  nowMs: number,
  minutes: number,
): readonly HistoryBar[] {
  const firstMinute = Math.floor(nowMs / MINUTE_MS) - minutes + 1;
  const buckets = Array.from({ length: minutes }, (): HistoryPoint[] => []);
  for (const point of points) buckets[Math.floor(point.atMs / MINUTE_MS) - firstMinute]?.push(point);
  return buckets.map((bucket) => ({
    perSecond: mean(bucket.map(({ appliedPerSecond }) => appliedPerSecond)),
    failingRatio: most(bucket.map(({ failingRatio }) => failingRatio)),
  }));
}

function mean(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function most(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : Math.max(...known);
}
