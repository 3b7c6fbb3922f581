import { encodeVersion, type Item, type Version } from '@understudy/versions';
import { ReplicatorError } from '../errors.ts';
import type { Change } from '../types.ts';
import type { NativeRecord } from './classify-record.ts';

/** What dates a record without an epoch in its stamp. */
export interface DatingFacts {
  /** The last epoch in which the source was the writer while `merging` was empty; 0 where no epoch was. */
  readonly cleanEpoch: number;
  /** Where it may be this later epoch by now, which can't be known: `merging` may have been emptied since the route was seen. */
  readonly mayBeClean?: number;
  /** Whether the source is the writer now. */
  readonly sourceIsWriter: boolean;
}

/** Whether the route and the source's tombstone are needed to give the record a version. */
export function needsDating({ epoch }: NativeRecord): boolean {
  return epoch === undefined;
}

/**
 * Step 2: the record's version. No clock has a part in it.
 * `tombstone` is the source's own for the record's key; it dates the removal only where the source itself made it. One
 * that replication left there is of an epoch in which the other region was the writer: dated by it, a removal in the
 * tail of the lost writer would win over what the new writer has put there since. A removal by time to live that is not
 * the writer's is skipped.
 * @throws ReplicatorError `UND_REPLICATOR_ROUTE_UNCONFIRMED` where the date depends on what can't be known now
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
  if (record.event !== 'REMOVE')
    return { ...facts, kind: 'put', image: record.newImage as Item, oldImage: record.oldImage };
  return { ...facts, kind: 'remove', oldImage: record.oldImage };
}

/** A removal that can't be dated now. */
export function unconfirmed(source: string, cause?: unknown): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_ROUTE_UNCONFIRMED', {
    what: `Neither the control store nor the fence of ${source} confirms the route, and ${source} has removals that need its epoch.`,
    details: { source },
    cause,
  });
}
