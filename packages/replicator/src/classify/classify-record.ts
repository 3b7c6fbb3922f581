import {
  decodeStamp,
  encodeVersion,
  stampOf,
  type Item,
  type Stamp,
  type Version,
} from '@understudy/versions';
import { ReplicatorError } from '../errors.ts';
import type { Change, ReplicatedTable, SkipReason, StreamRecord } from '../types.ts';

/** What stays the same for every record of a link. */
export interface Classifier {
  readonly source: string;
  readonly writes: ReplicatedTable['writes'];
  readonly stampAttribute: string;
}

/** A record that is native to the source, before its epoch is known. */
export interface NativeRecord {
  readonly kind: 'native';
  readonly record: StreamRecord;
  /** From the item's stamp; `undefined` for a removal and for a foreign write, which are dated by the route. */
  readonly epoch?: number;
  readonly wallMs?: number | undefined;
  /** Native only while the source is the writer. */
  readonly onlyFromWriter: boolean;
}

/**
 * A record that asks for nothing. `stamp` is that of a standing copy which replication wrote at the source:
 * one more thing to look at while a region is merging (remove-replicated-copy.ts).
 */
export interface SkippedRecord {
  readonly kind: 'skipped';
  readonly record: StreamRecord;
  readonly reason: SkipReason;
  readonly stamp?: string;
}

/** What dates a record that carries no epoch of its own. */
export interface DatingFacts {
  /** The last epoch in which the source was the writer while `merging` was empty; 0 where there was none. */
  readonly cleanEpoch: number;
  /** Where it may be this epoch by now, as nobody could tell: `merging` may have been emptied since the route was seen. */
  readonly mayBeClean?: number;
  /** Whether the source is the writer now. */
  readonly sourceIsWriter: boolean;
}

/**
 * Steps 1 of "A link, record by record": is the record native to the source?
 *
 * A foreign write is native when the stamp did not change, or went away: replication never takes a stamp away,
 * and a PutItem of an app that knows nothing of stamps does just that.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the stamp is none of ours
 */
export function classifyRecord(
  record: StreamRecord,
  { source, writes, stampAttribute }: Classifier,
): NativeRecord | SkippedRecord {
  if (record.event === 'REMOVE') return classifyRemoval(record, stampAttribute);
  const text = stampOf(record.newImage, stampAttribute);
  const stamp = text === undefined ? undefined : decodeStamp(text);
  if (stamp !== undefined && isNativeTo(source, stamp)) {
    return {
      kind: 'native',
      record,
      epoch: stamp.version.epoch,
      onlyFromWriter: false,
      wallMs: stamp.wallMs,
    };
  }
  if (
    writes === 'foreign' &&
    (text === undefined || text === stampOf(record.oldImage, stampAttribute)) &&
    stamp?.marked !== true
  ) {
    return { kind: 'native', record, onlyFromWriter: false };
  }
  if (text === undefined || stamp === undefined) return { kind: 'skipped', record, reason: 'unstamped' };
  if (stamp.marked) return { kind: 'skipped', record, reason: 'marked' };
  return { kind: 'skipped', record, reason: 'replicated', stamp: text };
}

function classifyRemoval(record: StreamRecord, stampAttribute: string): NativeRecord | SkippedRecord {
  const text = stampOf(record.oldImage, stampAttribute);
  if (text !== undefined && decodeStamp(text).marked) return { kind: 'skipped', record, reason: 'marked' };
  return { kind: 'native', record, onlyFromWriter: record.byTimeToLive };
}

function isNativeTo(source: string, { version, marked }: Stamp): boolean {
  return !marked && version.region === source && version.sequence === '0';
}

/** Whether the route and the source's tombstone must be asked before the record has a version. */
export function needsDating({ epoch }: NativeRecord): boolean {
  return epoch === undefined;
}

/**
 * Step 2: the record's version. No clock has a part in it.
 * `tombstone` is the one that stands at the source for the record's key; it dates the removal only where the source
 * itself made it. One that replication left there is of an epoch in which the other region was the writer: dated by
 * it, a removal in the tail of the lost writer would win over what the new writer has put there since. A removal by time to live that is not the writer's is skipped.
 * @throws ReplicatorError `UND_REPLICATOR_ROUTE_UNCONFIRMED` where the date hangs on what nobody can tell now
 */
export function dateChange(
  { record, epoch, wallMs, onlyFromWriter }: NativeRecord,
  keyText: string,
  source: string,
  { cleanEpoch, mayBeClean = cleanEpoch, sourceIsWriter }: DatingFacts,
  tombstone?: Version,
): Change | 'time-to-live' {
  if (onlyFromWriter && !sourceIsWriter) return 'time-to-live';
  const known = Math.max(tombstone?.region === source ? tombstone.epoch : 0, cleanEpoch);
  if (epoch === undefined && known < mayBeClean) throw unconfirmed(source);
  const version: Version = {
    epoch: epoch ?? known,
    region: source,
    sequence: record.sequence,
  };
  const facts = {
    keyText,
    key: record.keys,
    version,
    versionText: encodeVersion(version),
    wallMs,
  };
  if (record.event !== 'REMOVE') return { ...facts, kind: 'put', image: record.newImage as Item };
  return {
    ...facts,
    kind: 'remove',
    oldImage: record.oldImage,
  };
}

/** A removal that can't be dated now. */
export function unconfirmed(source: string, cause?: unknown): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_ROUTE_UNCONFIRMED', {
    what: `Neither the control store nor the fence of ${source} confirms the route, and ${source} has removals to be dated by it.`,
    details: { source },
    cause,
  });
}
