import { encodeVersion } from './encode-version.ts';
import { VersionsError } from './errors.ts';

export const WRITTEN = /^\|(\d{13})(?:\|([A-Za-z0-9_-]{1,22}))?$/;

/**
 * The stamp of a write that a client makes now: sequence 0, since the stream has not counted it yet.
 * @param wallMs when it is written, for people and the lag; left out of a stamp that must read the same when it is made again.
 * @param nonce tells this write from every other of its millisecond: 1 to 22 of A-Z, a-z, 0-9, - and _.
 * @throws VersionsError `UND_VERSIONS_VERSION_INVALID`, `UND_VERSIONS_STAMP_INVALID` where time or nonce do not fit.
 */
export function nativeStamp(epoch: number, writer: string, wallMs?: number, nonce?: string): string {
  const version = encodeVersion({ epoch, region: writer, sequence: '0' });
  if (wallMs === undefined) return version;
  const written = `|${String(Math.trunc(wallMs)).padStart(13, '0')}${nonce === undefined ? '' : `|${nonce}`}`;
  if (WRITTEN.test(written)) return version + written;
  throw new VersionsError('UND_VERSIONS_STAMP_INVALID', {
    what: `Wall time ${wallMs} and nonce "${nonce ?? ''}" make no stamp.`,
    details: { wallMs, nonce },
  });
}
