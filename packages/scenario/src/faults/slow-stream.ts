import type { LocalCloud } from '@understudy/sandbox';

/** How far the links fall behind before the writer is killed, in milliseconds. */
export const MADE_LAG_MS = 2_000;

/** Delays every read of a region's stream, for the links that read it, until `killRegion`. */
export function slowStream(cloud: LocalCloud, region: string, ms: number): void {
  cloud.region(region).faults.add({ kind: 'latency', ms, operations: ['GetRecords'] });
}
