import type { LinkLag, LinkName } from '@understudy/links';
import type { MoveKind, MoveStep } from '@understudy/route';
import type { MovesErrorCode } from './errors.ts';

/** Looks at a region from where the mover runs. */
export interface RegionProbe {
  /** Whether the region takes writes now. Throwing counts as `false`. */
  takesWrites(region: string, signal?: AbortSignal): Promise<boolean>;
}

/** A switchover, as asked for. */
export interface SwitchoverIntent {
  readonly to: string;
  /** Who wants it and why: kept in the route while it lasts, and in the events. */
  readonly reason: string;
}

/** What a majority of observers saw; the mover checks the count, the orchestrator the observers. */
export interface FailoverVote {
  /** All who were asked. */
  readonly observers: readonly string[];
  /** Those of them who found the writer gone. */
  readonly agreeing: readonly string[];
}

/** A person's word that a limit does not count this time. */
export interface Override {
  readonly by: string;
  readonly why: string;
}

/** A failover, as asked for. */
export interface FailoverIntent {
  readonly to: string;
  readonly reason: string;
  /** Left out where a person decides alone. */
  readonly vote?: FailoverVote;
  /** Promotes although the lag is unknown or over the limit. It never stands in for a standby that takes no writes. */
  readonly override?: Override;
}

export interface AbortIntent {
  readonly reason: string;
  /** Aborts only this move, where given. */
  readonly moveId?: string;
}

/** One thing that a mover did, in the words of its plan. */
export type StepName = 'claim' | 'fence' | 'wait' | 'drain' | 'promote' | 'abort';

export interface StepTaken {
  readonly step: StepName;
  readonly tookMs: number;
}

/** Why a move was given up: a code of the catalogue and a sentence. */
export interface Hindrance {
  readonly code: MovesErrorCode;
  readonly what: string;
}

/** What became of a move, as the mover that drove it saw it. */
export interface MoveReport {
  /**
   * `promoted` and `aborted`: by this mover, unless `byAnother`. `idle`: no move was under way.
   * `overtaken`: others have moved the writer on since.
   */
  readonly outcome: 'promoted' | 'aborted' | 'idle' | 'overtaken';
  readonly byAnother: boolean;
  readonly moveId: string;
  readonly kind: MoveKind | undefined;
  readonly from: string;
  readonly to: string;
  /** The epoch after the move. */
  readonly epoch: number;
  readonly writer: string;
  readonly reason: string;
  /** Set where it was aborted by this mover. */
  readonly hindrance: Hindrance | undefined;
  /** How far the move had come when this mover began to drive it. */
  readonly tookOverAt: MoveStep | undefined;
  readonly steps: readonly StepTaken[];
  readonly tookMs: number;
  /** Whether the old region's fence was written before the promotion. */
  readonly oldRegionFenced: boolean;
  /** Links that settled all their stream held after the wait; the rest of the tail is merged later. */
  readonly drained: readonly LinkName[];
  /** Links that did not: what their source acknowledged within about the last `lagMs` may be missing at `to`. */
  readonly undrained: readonly LinkLag[];
}

/** What one tick of tending did. */
export interface TendReport {
  readonly did: 'nothing' | 'mended' | 'asked' | 'settled' | 'emptied';
  /** The region whose entry of `merging` it was about; empty where it was about none. */
  readonly region: string;
  /** What is waited for, for people; empty where nothing is. */
  readonly waitingFor: string;
  /** How long until another tick is worth its while, in ms; `undefined` where nothing is left to tend. */
  readonly pauseMs: number | undefined;
}
