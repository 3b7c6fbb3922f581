import type { LinkName, LossWindow } from '@understudy/links';
import type { Suspect } from './late-applies.ts';

/** Who leads a link. */
export interface LeaderItem {
  /** Drawn anew for each term. */
  readonly owner: string;
  /** Grows with every renewal: a follower that sees it stand still knows how long nobody renewed. */
  readonly counter: number;
  /** The leader left by itself: nobody has to wait. */
  readonly released: boolean;
  /** It left with nothing under way that could still land. */
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
}

/** The mover's question, and the answer (docs/reasoning/decisions/0003-barriers.md). */
export interface BarrierItem {
  readonly token: string;
  readonly reached: boolean;
}

/**
 * A backfill's wish that deletes leave tombstones and are looked at again when it is over, and who has seen it
 * (docs/reasoning/decisions/0012-backfill.md).
 */
export interface HoldItem {
  readonly token: string;
  readonly seenBy?: string | undefined;
}

/** What a link's leader says of it, for movers and people. */
export interface StatusItem {
  readonly lagMs?: number | undefined;
  readonly atTip: boolean;
  /**
   * Whether all is settled that it has read, nothing can land any more that it or a leader before is known to have sent,
   * and no delete has yet to be looked at again.
   */
  readonly atRest: boolean;
  /** Wall time in ms at which it was said. */
  readonly atMs: number;
  /** Wall time in ms of the last record that was read, or of the last look at the tip: what is later may be unread. */
  readonly readUpToMs?: number | undefined;
  /** Counts by name, for people. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What a leader writes down at once. */
export interface LinkProgress {
  /** Grows with every saving of a term, so that one that lands late finds a later one there and is refused. */
  readonly turn: number;
  readonly positions?: readonly ShardPosition[];
  /** Shards that the stream has forgotten, and that were finished. */
  readonly dropped?: readonly string[];
  readonly status?: StatusItem;
}

/**
 * What is kept for links, in their target regions. Every read is strongly consistent. Losing a race is a value.
 * Each method throws what its requests throw.
 */
export interface LinkStore {
  readLeader(link: LinkName): Promise<LeaderItem | undefined>;
  /** Condition: what stands there is `seen` (owner and counter), or nothing where nothing was seen. */
  claim(link: LinkName, owner: string, seen: LeaderItem | undefined): Promise<boolean>;
  /** Condition: `owner` leads. */
  renew(link: LinkName, owner: string, counter: number): Promise<boolean>;
  /** Condition: `owner` leads. */
  release(link: LinkName, owner: string, clean: boolean): Promise<boolean>;

  readPositions(link: LinkName): Promise<readonly ShardPosition[]>;
  /**
   * Conditions: `owner` leads, and has saved nothing of this turn or a later one. A checkpoint is never written by
   * anybody else, and never goes back. Saying the same again after a lost answer counts as saved.
   */
  save(link: LinkName, owner: string, progress: LinkProgress): Promise<boolean>;
  readStatus(link: LinkName): Promise<StatusItem | undefined>;

  readBarrier(link: LinkName): Promise<BarrierItem | undefined>;
  /** Condition: another token stands there, or none. `false` where it stands there already. */
  requestBarrier(link: LinkName, token: string): Promise<boolean>;
  /** Conditions: `owner` leads, and the token still stands. */
  reachBarrier(link: LinkName, owner: string, token: string): Promise<boolean>;

  readHold(link: LinkName): Promise<HoldItem | undefined>;
  /** Conditions: `owner` leads, and the token still stands. */
  seeHold(link: LinkName, owner: string, token: string): Promise<boolean>;
  /** Condition: the token stands there. */
  dropHold(link: LinkName, token: string): Promise<boolean>;

  readGap(link: LinkName): Promise<LossWindow | undefined>;
  /** Condition: `owner` leads. */
  noteGap(link: LinkName, owner: string, gap: LossWindow): Promise<boolean>;
  /** Condition: nothing was noted since. */
  dropGap(link: LinkName, gap: LossWindow): Promise<boolean>;

  readSuspects(link: LinkName): Promise<readonly Suspect[]>;
  /** Condition: it is there with this version. */
  dropSuspect(link: LinkName, suspect: Suspect): Promise<boolean>;
}
