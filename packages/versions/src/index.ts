export { canonicalNumber } from './canonical-number.ts';
export {
  decodeStamp,
  DEFAULT_STAMP_ATTRIBUTE,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  stampOf,
} from './native-stamp.ts';
export {
  compareVersions,
  decodeVersion,
  encodeVersion,
  epochCeiling,
  VERSION_LENGTH,
} from './encode-version.ts';
export { VERSIONS_ERRORS, VersionsError, type VersionsErrorCode } from './errors.ts';
export {
  nativeStamping,
  type ExpressionRequest,
  type Stamping,
  type StampingParts,
} from './fence-request.ts';
export { judgeRefusal, judgeTombstone } from './judge-refusal.ts';
export { keyText, tombstoneId } from './key-text.ts';
export { tableInRegion, tableNameOf } from './table-name-of.ts';
export {
  isIdempotentUpdate,
  readExpression,
  readUpdate,
  type ReadClause,
  type Token,
  type UpdateClause,
} from './read-expression.ts';
export { readStatement, type ReadStatement } from './read-statement.ts';
export {
  MOST_BATCH_REQUESTS,
  splitBatch,
  stampBatch,
  type SingleWrite,
  type SplitBatch,
  type SplitOptions,
} from './split-batch.ts';
export {
  MOST_TRANSACTION_PARTS,
  stampTransaction,
  type StampedPart,
  type StampedTransaction,
  type TransactionStamping,
} from './stamp-transaction.ts';
export {
  checkAbsent,
  fenceKeyed,
  requireCopy,
  stampPut,
  stampUpdate,
  type AbsentCheck,
  type ConditionalRequest,
  type KeyedRequest,
  type PutRequest,
  type Stamped,
  type StampedUpdate,
} from './stamp-write.ts';
export { stripAnswer, stripItem, type StripRules } from './strip-answer.ts';
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
export { mixesLegacy, translateLegacy, type LegacyRequest } from './translate-legacy.ts';
export type { Item, Stamp, Version } from './types.ts';
