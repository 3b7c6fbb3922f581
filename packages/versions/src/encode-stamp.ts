import { decodeVersion, encodeVersion, VERSION_LENGTH } from './encode-version.ts';
import { VersionsError } from './errors.ts';
import type { Item, Stamp, Version } from './types.ts';

/** The attribute of an item that keeps its stamp, unless the topology names another. */
export const DEFAULT_STAMP_ATTRIBUTE = 'understudy:v';

const MARK = '|x';
const WALL = /^\|(\d{13})$/;

/** The stamp of a write that a client makes now: sequence 0, since the stream has not counted it yet. */
export function nativeStamp(epoch: number, writer: string, wallMs: number): string {
  return `${encodeVersion({ epoch, region: writer, sequence: '0' })}|${String(Math.trunc(wallMs)).padStart(13, '0')}`;
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
  const wall = WALL.exec(rest)?.[1];
  if (wall !== undefined) return { version, marked: false, wallMs: Number(wall) };
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
