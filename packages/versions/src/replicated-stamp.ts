import { encodeVersion } from './encode-version.ts';
import type { Version } from './types.ts';

/** The stamp of a copy that replication writes. */
export function replicatedStamp(version: Version): string {
  return encodeVersion(version);
}
