import { decodeVersion, encodeVersion, VERSION_LENGTH } from './encode-version.ts';
import { VersionsError } from './errors.ts';
import type { Item, Stamp, Version } from './types.ts';

/** The attribute of an item that keeps its stamp, unless the topology names another. */
export const DEFAULT_STAMP_ATTRIBUTE = 'understudy:v';

const MARK = '|x';
const WRITTEN = /^\|(\d{13})(?:\|([A-Za-z0-9_-]{1,22}))?$/;

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
    what: `Wall time ${String(wallMs)} and nonce "${nonce ?? ''}" make no stamp.`,
    details: { wallMs, nonce },
  });
}

/** The stamp of a copy that replication writes. */
export function replicatedStamp(version: Version): string {
  return encodeVersion(version);
}

/** The stamp of a copy that replication is about to delete. */
export function markedStamp(version: Version): string {
  return `${encodeVersion(version)}${MARK}`;
}

/**
 * As string order goes: the version is below every stamp that carries it, so `stamp < version` is
 * false for the same version, marked or not, and true for each older one.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID`
 */
export function decodeStamp(text: string): Stamp {
  const version = decodeVersion(text.slice(0, VERSION_LENGTH));
  const rest = text.slice(VERSION_LENGTH);
  if (rest === '') return { version, marked: false };
  if (rest === MARK) return { version, marked: true };
  const [, wall, nonce] = WRITTEN.exec(rest) ?? [];
  if (wall !== undefined) {
    return { version, marked: false, wallMs: Number(wall), ...(nonce === undefined ? {} : { nonce }) };
  }
  throw new VersionsError('UND_VERSIONS_STAMP_INVALID', {
    what: `"${text}" is no stamp.`,
    details: { text },
  });
}

/**
 * The stamp text of an item, or `undefined` where it has none (which is older than any version).
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the attribute is no string.
 */
export function stampOf(
  item: Item | undefined,
  attribute: string = DEFAULT_STAMP_ATTRIBUTE,
): string | undefined {
  const value = item?.[attribute];
  if (value === undefined) return undefined;
  if (value.S === undefined) {
    throw new VersionsError('UND_VERSIONS_STAMP_INVALID', {
      what: `The attribute "${attribute}" is no string.`,
      details: { attribute },
    });
  }
  return value.S;
}
