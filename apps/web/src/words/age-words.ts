import { durationWords } from './duration-words.ts';

/** Data older than this is amber, and says so. */
const OLD_AFTER_MS = 3000;
/** Data older than this is dimmed, and no action rests on it. */
export const STALE_AFTER_MS = 10_000;

export type Freshness = 'live' | 'old' | 'stale' | 'unknown';

/** How far what the page shows may be trusted. */
export function freshnessOf(ageMs: number | undefined): Freshness {
  if (ageMs === undefined) return 'unknown';
  if (ageMs > STALE_AFTER_MS) return 'stale';
  return ageMs > OLD_AFTER_MS ? 'old' : 'live';
}

/** The age of the data in the bar of every page. */
export function ageWords(ageMs: number | undefined): string {
  switch (freshnessOf(ageMs)) {
    case 'unknown':
      return 'No data yet';
    case 'live':
      return `Live, ${tenths(ageMs ?? 0)} old`;
    case 'old':
    case 'stale':
      return `${durationWords(Math.floor((ageMs ?? 0) / 1000) * 1000)} old`;
  }
}

function tenths(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)}\u00a0s`;
}
