import { encodeVersion } from './encode-version.ts';
import type { Version } from './types.ts';

export const MARK = '|x';

/** The stamp of a copy that replication is about to delete. */
export function markedStamp(version: Version): string {
  return `${encodeVersion(version)}${MARK}`;
}
