import type { LinkName, LossWindow } from '@understudy/links';
import type { TablesItem } from './judge-tables.ts';
import type { Suspect } from './late-applies.ts';

/** Who leads a link. */
export interface LeaderItem {
  /** Drawn for each term. */
  readonly owner: string;
  /** Grows with every renewal: while a follower sees the same value, the leader has not renewed. */
  readonly counter: number;
  /** The leader left by itself: the next one need not wait. */
  readonly released: boolean;
  /** It left with no request under way that could still be applied. */
  readonly clean: boolean;
}

/** How far a shard is settled without a gap. */
export interface ShardPosition {
  readonly shard: string;
  /** The stream it belongs to; a table's stream that is switched off and on again is another. */
  readonly stream: string;
  /** Not given while nothing of it is settled. */
  readonly sequence?: string;
  /** It was read to its end, and all of it is settled: its children may be read. */
  readonly finished: boolean;
  /** Wall time in ms since which the stream has not listed it; not given while it is listed. */
  readonly unlistedMs?: number;
}

/** The mover's question, and the answer (docs/reasoning/decisions/0003-barriers.md). */
export interface BarrierItem {
  readonly token: string;
  readonly reached: boolean;
}

/**
 * A backfill's request that deletes leave tombstones and are checked again when it is over, and which leader has seen it
 * (docs/reasoning/decisions/0012-backfill.md).
 */
export interface HoldItem {
  readonly token: string;
  readonly seenBy?: string | undefined;
}

/** What a link's leader reports, for movers and people. */
export interface StatusItem {
  readonly lagMs?: number | undefined;
  readonly atTip: boolean;
  /**
   * Whether all that it has read is settled, no request that it or an earlier leader is known to have sent can still be
   * applied, and no delete has yet to be checked again.
   */
  readonly atRest: boolean;
  /** Wall time in ms of the report. */
  readonly atMs: number;
  /** Wall time in ms of the last record that was read, or of the last read at the tip: what is later may be unread. */
  readonly readUpToMs?: number | undefined;
  /** Wall time in ms: all that the source had acknowledged before it is settled. */
  readonly completeUpToMs?: number | undefined;
  /** Wall time in ms at which the source's stream answered last, this leader or one before it. */
  readonly contactMs?: number | undefined;
  /** Wall time in ms in the latest stamp of the writes that this leader settled, by the clock of who made the write. */
  readonly newestWriteMs?: number | undefined;
  /** Counts by name, for people. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What a leader saves in one go. */
export interface LinkProgress {
  /** Grows with every save of a term, so that one that arrives late is refused after a later one. */
  readonly turn: number;
  readonly positions?: readonly ShardPosition[];
  /** Shards whose records the stream can no longer hold. */
  readonly dropped?: readonly string[];
  readonly status?: StatusItem;
}

/**
 * What is kept for links, in their target regions. Every read is strongly consistent. A lost race is a value.
 * Each method throws what its requests throw.
 */
export interface LinkStore {
  readLeader(link: LinkName): Promise<LeaderItem | undefined>;
  /** Condition: the leader is `seen` (owner and counter), or the link has none where nothing was seen. */
  claim(link: LinkName, owner: string, seen: LeaderItem | undefined): Promise<boolean>;
  /** Condition: `owner` leads. */
  renew(link: LinkName, owner: string, counter: number): Promise<boolean>;
  /** Condition: `owner` leads. */
  release(link: LinkName, owner: string, clean: boolean): Promise<boolean>;

  readPositions(link: LinkName): Promise<readonly ShardPosition[]>;
  /**
   * Conditions: `owner` leads, and has saved nothing of this turn or a later one. A checkpoint is written by
   * the leader alone, and never goes back. Repeating a save after a lost answer counts as saved.
   */
  save(link: LinkName, owner: string, progress: LinkProgress): Promise<boolean>;
  readStatus(link: LinkName): Promise<StatusItem | undefined>;

  readBarrier(link: LinkName): Promise<BarrierItem | undefined>;
  /** Condition: the barrier has another token, or does not exist. `false` where it has this one already. */
  requestBarrier(link: LinkName, token: string): Promise<boolean>;
  /** Conditions: `owner` leads, and the barrier still has the token. */
  reachBarrier(link: LinkName, owner: string, token: string): Promise<boolean>;

  readHold(link: LinkName): Promise<HoldItem | undefined>;
  /** Conditions: `owner` leads, and the hold still has the token. */
  seeHold(link: LinkName, owner: string, token: string): Promise<boolean>;
  /** Condition: the hold has the token. */
  dropHold(link: LinkName, token: string): Promise<boolean>;

  readGap(link: LinkName): Promise<LossWindow | undefined>;
  /** Condition: `owner` leads. */
  noteGap(link: LinkName, owner: string, gap: LossWindow): Promise<boolean>;
  /** Condition: nothing was noted since. */
  dropGap(link: LinkName, gap: LossWindow): Promise<boolean>;

  readTables(link: LinkName): Promise<TablesItem | undefined>;
  /** Condition: `owner` leads. */
  noteTables(link: LinkName, owner: string, tables: TablesItem): Promise<boolean>;

  readSuspects(link: LinkName): Promise<readonly Suspect[]>;
  /** Condition: it is there with this version. */
  dropSuspect(link: LinkName, suspect: Suspect): Promise<boolean>;
}
