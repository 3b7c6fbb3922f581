export { TOMBSTONES_TABLE, TOMBSTONES_TTL } from '@understudy/links';
export { canonicalNumber } from './canonical-number.ts';
export { decodeStamp } from './decode-stamp.ts';
export { DEFAULT_STAMP_ATTRIBUTE, stampOf } from './stamp-of.ts';
export { markedStamp } from './marked-stamp.ts';
export { nativeStamp } from './native-stamp.ts';
export { replicatedStamp } from './replicated-stamp.ts';
export {
  compareVersions,
  decodeVersion,
  encodeVersion,
  epochCeiling,
  VERSION_LENGTH,
} from './encode-version.ts';
export { VERSIONS_ERRORS, VersionsError, type VersionsErrorCode } from './errors.ts';
export { nativeStamping, type Stamping, type StampingParts } from './native-stamping.ts';
export type { ExpressionRequest } from './expression-request.ts';
export { judgeRefusal, judgeTombstone } from './judge-refusal.ts';
export { hasValidValues } from './has-valid-values.ts';
export { incompleteMember } from './incomplete-member.ts';
export { itemSize, MOST_ITEM_BYTES } from './item-size.ts';
export { isKey, keyText } from './key-text.ts';
export { tombstoneId } from './tombstone-id.ts';
export { tableInRegion } from './table-in-region.ts';
export { tableNameOf } from './table-name-of.ts';
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
  voidTransaction,
  type StampedPart,
  type StampedTransaction,
  type TransactionStamping,
} from './stamp-transaction.ts';
export { checkAbsent, type AbsentCheck } from './check-absent.ts';
export { fenceKeyed } from './fence-keyed.ts';
export { refuseStampAttribute } from './refuse-stamp-attribute.ts';
export { requireCopy } from './require-copy.ts';
export { stampPut, type PutRequest } from './stamp-put.ts';
export { MOST_EXPRESSION_BYTES, MOST_OPERATORS, STAMP_SPACE, stampBytes } from './stamp-space.ts';
export { stampUpdate, type StampedUpdate } from './stamp-update.ts';
export type { ConditionalRequest, KeyedRequest, Stamped } from './stamped.ts';
export { isKeyRefusal, voidKeyed, voidPut } from './void-put.ts';
export { stripAnswer, stripItem, type StripRules } from './strip-answer.ts';
export {
  checkTombstone,
  decodeTombstone,
  putTombstone,
  tombstoneItem,
  tombstoneKey,
  type Tombstone,
  type TombstoneKey,
} from './tombstone.ts';
export { mixesLegacy, translateLegacy, type LegacyRequest } from './translate-legacy.ts';
export type { Item, Stamp, Version } from './types.ts';
