import type { RegionClient, StreamsClient } from '@understudy/replicator';
import type { Item, Version } from '@understudy/versions';
import type { LinkName, LossWindow } from '@understudy/links';

/** A page's place in a segment: the key after which the scan goes on. */
export type ScanKey = Record<string, Item[string]>;

/** What a table is to the backfill; the same in both regions. */
export interface CopiedTable {
  readonly name: string;
  /** One or two attributes, the partition key first. */
  readonly keys: readonly string[];
  readonly stampAttribute: string;
}

/** The clients of one direction, each with one attempt a request. */
export interface CopyClients {
  readonly source: RegionClient;
  readonly sourceStreams: StreamsClient;
  readonly target: RegionClient;
}

/** What became of the items that were scanned, in numbers. */
export interface CopyCounts {
  /** Items read from the source. */
  readonly scanned: number;
  /** Written to the target. */
  readonly copied: number;
  /** The target held a version at least as late. */
  readonly newer: number;
  /** On their way out at the source: they bear replication's mark. */
  readonly leaving: number;
  /** Left out: their stamp can't be read, or the target refuses them for what they are. */
  readonly failed: number;
  /** Re-seeding: the target held an older write of the source's, whose successor the stream had lost. */
  readonly corrected: number;
}

/** How far a job has come. */
export type JobPhase = 'copying' | 'copied' | 'placed' | 'done';

/** A link's position in one shard: read on after `sequence`, or from the shard's beginning. */
export interface NotedPosition {
  readonly shard: string;
  readonly stream: string;
  readonly sequence?: string;
  readonly finished: boolean;
}

/** What is kept of a backfill in the target region, beside the link's own checkpoints. */
export interface Job {
  /** Drawn when the job is made: tells it from the one before. */
  readonly id: string;
  /** Drawn by each process that works on it; only the last one's may write. */
  readonly run: string;
  readonly phase: JobPhase;
  readonly segments: number;
  /** The route's epoch when it began; another one ends the job. */
  readonly epoch: number;
  /** Wall time in ms from which on everything in the stream is read again. */
  readonly notedMs: number;
  /** The link's checkpoints at that time. */
  readonly noted: readonly NotedPosition[];
  /** Whether the link leaves tombstones meanwhile, so that nothing has to be read again. */
  readonly tombstones: boolean;
  /** Whether the source's word counts over an older copy of the same epoch. */
  readonly reseed: boolean;
  /**
   * Given where the source's table was made again since the link replicated it: which it is now. Copies are stamped below
   * every record of its stream, whose sequence numbers may begin again, and the link reads that stream from its beginning.
   */
  readonly replaced?: ReplacedTable;
}

/** The tables and the stream as they are now. */
export interface ReplacedTable {
  readonly stream: string;
  readonly sourceId?: string | undefined;
  readonly targetId?: string | undefined;
}

/** How far a segment has come. */
export interface SegmentProgress {
  readonly segment: number;
  /** Not given before the first page, or at the end. */
  readonly after?: ScanKey;
  readonly finished: boolean;
  readonly counts: CopyCounts;
}

/** One item as the target is to hold it. */
export interface Copy {
  readonly key: Item;
  /** With the stamp that it gets. */
  readonly item: Item;
  /** Its own version. */
  readonly version: Version;
  /** What the target's stamp has to be below. */
  readonly below: string;
  /** Bytes, roughly. */
  readonly bytes: number;
}

/** Something that could not be copied. */
export interface FailedItem {
  readonly key: Item;
  readonly cause: string;
}

export interface Progress extends CopyCounts {
  /** As the source's description says; it may be some hours old. */
  readonly expected: number;
  readonly perSecond: number;
  /** Estimate of the rest of the scan in ms; `undefined` while nothing is known. */
  readonly restMs: number | undefined;
  readonly segmentsLeft: number;
}

export interface BackfillReport extends CopyCounts {
  readonly link: LinkName;
  /** Requests' consumption, as the service told or as estimated from sizes. */
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly elapsedMs: number;
  /** Removed from the target, since the source no longer holds them (re-seeding only). */
  readonly removed: number;
  /** The first of what failed. */
  readonly failures: readonly FailedItem[];
  /** Re-seeding only. */
  readonly lossWindow?: LossWindow;
  /** Segments that an earlier process had finished. */
  readonly resumed: number;
}
