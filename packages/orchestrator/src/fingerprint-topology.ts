import { createHash } from 'node:crypto';
import type { Topology } from '@understudy/topology';

const DIGITS = 12;

/** The same text for topologies that say the same, whatever their files look like: 12 hexadecimal digits. */
export function fingerprintTopology(topology: Topology): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(topology)))
    .digest('hex')
    .slice(0, DIGITS);
}

/** Keys in one order; the order of lists counts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
