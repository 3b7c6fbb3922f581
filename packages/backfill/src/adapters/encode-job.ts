import type { Item } from '@understudy/versions';
import { NO_COUNTS } from '../add-counts.ts';
import type { CopyCounts, Job, JobPhase, NotedPosition, ReplacedTable, SegmentProgress } from '../types.ts';

export function encodeJob(job: Job): Item {
  const { id, run, phase, segments, epoch, notedMs, tombstones, reseed, replaced } = job;
  return {
    id: { S: id },
    run: { S: run },
    phase: { S: phase },
    segments: { N: String(segments) },
    epoch: { N: String(epoch) },
    notedMs: { N: String(notedMs) },
    tombstones: { BOOL: tombstones },
    reseed: { BOOL: reseed },
    ...(replaced === undefined ? {} : { replaced: { M: encodeReplaced(replaced) } }),
  };
}

export function decodeJob(item: Item, noted: readonly NotedPosition[]): Job {
  return {
    id: item.id?.S ?? '',
    run: item.run?.S ?? '',
    phase: (item.phase?.S ?? 'copying') as JobPhase,
    segments: Number(item.segments?.N),
    epoch: Number(item.epoch?.N),
    notedMs: Number(item.notedMs?.N),
    tombstones: item.tombstones?.BOOL ?? false,
    reseed: item.reseed?.BOOL ?? false,
    noted,
    ...(item.replaced?.M === undefined ? {} : { replaced: decodeReplaced(item.replaced.M) }),
  };
}

function encodeReplaced({ stream, sourceId, targetId }: ReplacedTable): Item {
  return {
    stream: { S: stream },
    ...(sourceId === undefined ? {} : { sourceId: { S: sourceId } }),
    ...(targetId === undefined ? {} : { targetId: { S: targetId } }),
  };
}

function decodeReplaced({ stream, sourceId, targetId }: Item): ReplacedTable {
  return { stream: stream?.S ?? '', sourceId: sourceId?.S, targetId: targetId?.S };
}

export function encodePosition({ shard, stream, sequence, finished }: NotedPosition): Item {
  return {
    shard: { S: shard },
    stream: { S: stream },
    finished: { BOOL: finished },
    ...(sequence === undefined ? {} : { sequence: { S: sequence } }),
  };
}

export function decodePosition(item: Item): NotedPosition {
  return {
    shard: item.shard?.S ?? '',
    stream: item.stream?.S ?? '',
    finished: item.finished?.BOOL ?? false,
    ...(item.sequence?.S === undefined ? {} : { sequence: item.sequence.S }),
  };
}

export function encodeSegment({ segment, after, finished, counts }: SegmentProgress): Item {
  return {
    segment: { N: String(segment) },
    finished: { BOOL: finished },
    counts: {
      M: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { N: String(count) }])),
    },
    ...(after === undefined ? {} : { after: { M: { ...after } } }),
  };
}

export function decodeSegment(item: Item): SegmentProgress {
  const counts = Object.fromEntries(
    Object.keys(NO_COUNTS).map((name) => [name, Number(item.counts?.M?.[name]?.N ?? 0)]),
  ) as unknown as CopyCounts;
  return {
    segment: Number(item.segment?.N),
    finished: item.finished?.BOOL ?? false,
    counts,
    ...(item.after?.M === undefined ? {} : { after: item.after.M }),
  };
}
