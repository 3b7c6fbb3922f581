import { decodeVersion, VERSION_LENGTH } from './encode-version.ts';
import { VersionsError } from './errors.ts';
import type { Stamp } from './types.ts';
import { MARK } from './marked-stamp.ts';
import { WRITTEN } from './native-stamp.ts';

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
