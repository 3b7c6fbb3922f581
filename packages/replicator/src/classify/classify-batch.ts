import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { encodeVersion, keyText, tombstoneId, type Item, type Version } from '@understudy/versions';
import { classifyRecord, type NativeRecord, type SkippedRecord } from './classify-record.ts';
import { dateChange, needsDating, type DatingFacts } from './date-change.ts';
import { decodeRecord, nameRecord } from '../stream/decode-record.ts';
import type { LinkContext } from '../link-context.ts';
import { isUnmarkedRemoval } from './is-unmarked-removal.ts';
import { readTombstones } from './read-tombstones.ts';
import type { Change, SkipReason, StreamRecord, Task } from '../types.ts';

/** A record, and its task, if it has one. */
export type ClassifiedRecord =
  | { readonly is: 'task'; readonly record: StreamRecord; readonly task: Task }
  | { readonly is: 'skipped'; readonly record: StreamRecord; readonly reason: SkipReason };

type Classified =
  | NativeRecord
  | SkippedRecord
  | { readonly kind: 'invalid'; readonly record: StreamRecord; readonly cause: unknown };

interface OwnTombstones {
  of(key: Item): Version | undefined;
}

/**
 * Steps 1 to 3 for a batch that GetRecords brought. While the route's mode is plain, this makes no request; otherwise
 * it reads the route, where a record needs dating, and the source's tombstones of all keys.
 * @throws what those reads throw: classify the batch again
 */
export async function classifyBatch(
  records: readonly _Record[],
  context: LinkContext,
): Promise<readonly ClassifiedRecord[]> {
  const classifier = {
    source: context.name.source,
    writes: context.writes,
    stampAttribute: context.table.stampAttribute,
  };
  const classified = records.flatMap((raw): Classified[] => {
    const named = nameRecord(raw);
    if (named === undefined) {
      // A record without a key can't be parked under it; no stream has been seen to carry one.
      context.onEvent('record.unreadable', { ...context.name });
      return [];
    }
    let record: StreamRecord = { ...named, event: 'MODIFY', byTimeToLive: false, sizeBytes: 0 };
    try {
      record = decodeRecord(raw, named);
      return [classifyRecord(record, classifier)];
    } catch (cause) {
      return [{ kind: 'invalid', record, cause }];
    }
  });
  const plain = context.route.plainFacts();
  if (plain !== undefined) return classified.map((one) => toTask(one, plain, undefined, context));
  const undated = classified.some((one) => one.kind === 'native' && needsDating(one));
  const facts = undated
    ? await context.route.freshFacts(context.signal)
    : { cleanEpoch: 0, sourceIsWriter: false };
  const own = await ownTombstones(classified, context);
  return classified.map((one) => toTask(one, facts, own, context));
}

/** Those of native records, and, while late requests may still be applied, of the copies that replication wrote. */
async function ownTombstones(
  classified: readonly Classified[],
  context: LinkContext,
): Promise<OwnTombstones> {
  const { table } = context.table;
  const steady = context.route.isSteady();
  const keys = classified.flatMap((one) =>
    one.kind === 'native' || (one.kind === 'skipped' && one.stamp !== undefined && !steady)
      ? [one.record.keys]
      : [],
  );
  const found = await readTombstones(context.clients.sourceReads, table, keys, context);
  return { of: (key) => (found.size === 0 ? undefined : found.get(tombstoneId(table, key))) };
}

function toTask(
  one: Classified,
  facts: DatingFacts,
  own: OwnTombstones | undefined,
  { name, table }: LinkContext,
): ClassifiedRecord {
  const { record } = one;
  if (one.kind === 'invalid')
    return { is: 'task', record, task: { kind: 'invalid', keyText: keyText(record.keys), cause: one.cause } };
  if (one.kind === 'skipped') return skippedToTask(one, own);
  const tombstone = own?.of(record.keys);
  const { oldImage, event } = record;
  const { sourceIsWriter } = facts;
  const removal = {
    oldImage,
    tombstone,
    source: name.source,
    sourceIsWriter,
    stampAttribute: table.stampAttribute,
  };
  if (event === 'REMOVE' && isUnmarkedRemoval(removal)) return { is: 'skipped', record, reason: 'marked' };
  const change = dateChange(one, keyText(record.keys), name.source, facts, tombstone);
  if (change === 'time-to-live') return { is: 'skipped', record, reason: change };
  return { is: 'task', record, task: own === undefined ? change : withTombstone(change, tombstone) };
}

function skippedToTask(
  { record, reason, stamp }: SkippedRecord,
  own: OwnTombstones | undefined,
): ClassifiedRecord {
  const under = stamp === undefined ? undefined : own?.of(record.keys);
  if (stamp === undefined || under === undefined || stamp >= encodeVersion(under))
    return { is: 'skipped', record, reason };
  return {
    is: 'task',
    record,
    task: { kind: 'replicated-copy', keyText: keyText(record.keys), key: record.keys, under },
  };
}

function withTombstone(change: Change, tombstone: Version | undefined): Change {
  return change.kind === 'put' ? { ...change, ownTombstone: tombstone ?? 'none' } : change;
}
