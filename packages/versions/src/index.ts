export { canonicalNumber } from './canonical-number.ts';
export {
  decodeStamp,
  DEFAULT_STAMP_ATTRIBUTE,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  stampOf,
} from './encode-stamp.ts';
export {
  compareVersions,
  decodeVersion,
  encodeVersion,
  epochCeiling,
  VERSION_LENGTH,
} from './encode-version.ts';
export { VERSIONS_ERRORS, VersionsError, type VersionsErrorCode } from './errors.ts';
export { keyText, tombstoneId } from './key-identity.ts';
export {
  checkTombstone,
  decodeTombstone,
  putTombstone,
  tombstoneItem,
  tombstoneKey,
  TOMBSTONES_TABLE,
  TOMBSTONES_TTL,
  type Tombstone,
  type TombstoneKey,
} from './tombstone.ts';
export type { Item, Stamp, Version } from './types.ts';
