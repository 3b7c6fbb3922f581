import type { LinkLag, LinkName, LinkParked } from '@understudy/links';
import type { MoveKind, MoveStep, RouteSnapshot } from '@understudy/route';
import type { MovesErrorCode } from './errors.ts';

/** Checks a region from where the mover runs. */
export interface RegionProbe {
  /** Whether the region takes writes now. Throwing counts as `false`. */
  takesWrites(region: string, signal?: AbortSignal): Promise<boolean>;
}

/** What would break the application after a move: a table that is not the same in both regions. */
export interface TableDifference {
  readonly table: string;
  /** One sentence for people. */
  readonly what: string;
}

/** A switchover, as asked for. */
export interface SwitchoverIntent {
  readonly to: string;
  /** Who wants it and why: kept in the route while it lasts, and in the events. */
  readonly reason: string;
  /** Moves although links have parked records, without those that are there now. */
  readonly acceptParked?: boolean;
}

/** What a majority of observers saw; the mover checks the count, the orchestrator the observers. */
export interface FailoverVote {
  /** All who were asked. */
  readonly observers: readonly string[];
  /** Those of them who found the writer gone. */
  readonly agreeing: readonly string[];
  /**
   * Wall time in ms at which any of them, of whatever opinion, last had an answer of the writer's region. What may be
   * missing is counted up to then; absent, up to now.
   */
  readonly writerSeenMs?: number;
}

/** A person's decision that a limit does not count this time. */
export interface Override {
  readonly by: string;
  readonly why: string;
}

/** A failover, as asked for. */
export interface FailoverIntent {
  readonly to: string;
  readonly reason: string;
  /** Absent where a person decides alone. */
  readonly vote?: FailoverVote;
  /** Promotes although the lag is unknown or over the limit. It never replaces a standby that takes no writes. */
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

/** Why a move was aborted: a code of the catalogue and a sentence. */
export interface AbortReason {
  readonly code: MovesErrorCode;
  readonly what: string;
}

/** What a mover reports of a move that it drove, whatever the outcome. */
export interface DrivenMoveFacts {
  readonly moveId: string;
  readonly kind: MoveKind;
  readonly from: string;
  readonly to: string;
  /** The epoch after the move. */
  readonly epoch: number;
  /** The writer after the move. */
  readonly writer: string;
  readonly reason: string;
  /** How far the move had come when this mover began to drive it; absent where it claimed the move itself. */
  readonly tookOverAt?: MoveStep;
  readonly steps: readonly StepTaken[];
  readonly tookMs: number;
  /** Whether the old region's fence was written before the promotion. */
  readonly oldRegionFenced: boolean;
  /** Links that settled all their stream held after the wait; the rest of the tail is merged later. */
  readonly drained: readonly LinkName[];
  /** Links that did not: what their source acknowledged after `completeUpToMs` may be missing at `to`. */
  readonly undrained: readonly LinkLag[];
  /** Links with open parked records, or whose count is not known: `to` lacks these writes until they are settled. */
  readonly parked: readonly LinkParked[];
  /** Of a switchover: the parked records that were accepted when it was asked for. */
  readonly acceptedParked: readonly LinkParked[];
}

/** The writer is `to`. `byAnother`: another mover promoted it. */
export interface PromotedMove extends DrivenMoveFacts {
  readonly outcome: 'promoted';
  readonly byAnother: boolean;
}

/** The writer is still `from`. `byAnother`: another mover aborted it, and knows why. */
export type AbortedMove = DrivenMoveFacts & { readonly outcome: 'aborted' } & (
    | { readonly byAnother: false; readonly abortReason: AbortReason }
    | { readonly byAnother: true; readonly abortReason?: never }
  );

/** Other movers have moved the writer on since; what became of this move can't be read from the route. */
export interface OvertakenMove extends DrivenMoveFacts {
  readonly outcome: 'overtaken';
}

/** What became of a move, as the mover that drove it saw it. */
export type DrivenMoveReport = PromotedMove | AbortedMove | OvertakenMove;

/** No move was under way. */
export interface IdleReport {
  readonly outcome: 'idle';
  readonly epoch: number;
  readonly writer: string;
}

/** A route that was made again from the fences. */
export interface RebuildReport {
  readonly outcome: 'rebuilt';
  /** The revision of the copy that it was made from. */
  readonly copiedFrom: number;
  /** Whether a move was under way, which was ended as a failover. */
  readonly endsMove: boolean;
  readonly snapshot: RouteSnapshot;
  /** Regions whose fence does not follow the new route yet. */
  readonly unfenced: readonly string[];
}

/** What a mover found and did. */
export type MoveReport = DrivenMoveReport | IdleReport;

/** When another tick of the reconciliation is due, and what it waits for. */
interface NextTick {
  /** For people; absent where nothing is waited for. */
  readonly waitingFor?: string;
  /** In ms; absent where reconciliation is complete. */
  readonly pauseMs?: number;
}

/**
 * What one tick of the reconciliation did. `asked`: links were asked for their barriers, and have not all reached them;
 * `settled`: a region's tail is settled; `emptied`: a region left `merging`. `region` is the region that it was about.
 */
export type ReconcileReport = NextTick &
  (
    | { readonly did: 'nothing' | 'fences-updated'; readonly region?: string }
    | { readonly did: 'asked' | 'settled' | 'emptied'; readonly region: string }
  );
