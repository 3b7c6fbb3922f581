import { isDeepStrictEqual } from 'node:util';
import { decodeStamp, stampOf, type Stamp } from '@understudy/versions';
import type { ReplicatedTable, SkipReason, StreamRecord } from '../types.ts';

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
 * A record without a task. `stamp` is that of a copy which replication wrote at the source and which is still there: it
 * is checked again while a region is merging (apply/remove-replicated-copy.ts).
 */
export interface SkippedRecord {
  readonly kind: 'skipped';
  readonly record: StreamRecord;
  readonly reason: SkipReason;
  readonly stamp?: string;
}

/**
 * Step 1 of "A link, record by record": is the record native to the source?
 *
 * A foreign write is native when the stamp did not change, or was removed: replication never removes a stamp, and a
 * PutItem of an app without Understudy's client does.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the stamp is not Understudy's
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
  const pastClient = isPastClient(record, stampAttribute);
  if (stamp.marked) return { kind: 'skipped', record, reason: pastClient ? 'unstamped' : 'marked' };
  return { kind: 'skipped', record, reason: pastClient ? 'unstamped' : 'replicated', stamp: text };
}

/** A write that left the stamp of a replicated copy as it was: replication never does, each of its writes has its own. */
function isPastClient({ newImage, oldImage }: StreamRecord, stampAttribute: string): boolean {
  if (oldImage?.[stampAttribute]?.S !== newImage?.[stampAttribute]?.S) return false;
  return !isDeepStrictEqual(newImage, oldImage);
}

function classifyRemoval(record: StreamRecord, stampAttribute: string): NativeRecord | SkippedRecord {
  const text = stampOf(record.oldImage, stampAttribute);
  if (text !== undefined && decodeStamp(text).marked) return { kind: 'skipped', record, reason: 'marked' };
  return { kind: 'native', record, onlyFromWriter: record.byTimeToLive };
}

function isNativeTo(source: string, { version, marked }: Stamp): boolean {
  return !marked && version.region === source && version.sequence === '0';
}
