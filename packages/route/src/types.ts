import type { Deadline } from '@understudy/core';

/** Whether everything that a region acknowledged before it lost the writer's role has been settled elsewhere. */
export type Tail = 'unsettled' | 'settled';

/** A region that was left, whose late requests and unread records still count. */
export interface MergingEntry {
  readonly region: string;
  readonly tail: Tail;
  /**
   * Wall time in ms from which no request sent to it as the writer can land any more: the promotion, or, where
   * its fence was written only later, the settling of its tail, + `maxRequestAgeMs`.
   */
  readonly untilMs: number;
}

/** One line of the audit: who was the writer, in which epoch, when. */
export interface EpochRecord {
  readonly epoch: number;
  readonly writer: string;
  /** Wall time in ms; for people. */
  readonly fromMs: number;
  /** Wall time in ms; `null` while the epoch lasts. */
  readonly untilMs: number | null;
  /** Whether `merging` was empty at any time of this epoch: removals without a tombstone are dated by such epochs. */
  readonly mergingWasEmpty: boolean;
}

interface RouteFacts {
  /** Two data regions, exactly. */
  readonly regions: readonly [string, string];
  /** The current epoch; while moving, still that of `from`. */
  readonly epoch: number;
  readonly merging: readonly MergingEntry[];
  /** Oldest first; the last one is the current epoch's. */
  readonly epochs: readonly EpochRecord[];
}

export interface SteadyRoute extends RouteFacts {
  readonly phase: 'steady';
  readonly writer: string;
}

export type MoveKind = 'switchover' | 'failover';

/** How far a move is known to have come; each step is safe to do again. */
export type MoveStep = 'claimed' | 'fenced' | 'waited' | 'drained';

export interface MovingRoute extends RouteFacts {
  readonly phase: 'moving';
  readonly from: string;
  readonly to: string;
  readonly kind: MoveKind;
  readonly step: MoveStep;
  /** Drawn at the claim: tells this move's fence items from another's. */
  readonly moveId: string;
  /** Wall time in ms of the claim; for people. */
  readonly claimedMs: number;
  /** Who decided and why, for the audit. */
  readonly reason: string;
}

export type Route = SteadyRoute | MovingRoute;

/** The route together with the number that the next compare-and-set has to name. */
export interface RouteSnapshot {
  readonly revision: number;
  readonly route: Route;
}

/** Losing a race is a value: `snapshot` is the stored route instead. */
export type CompareAndSet =
  | { readonly won: true; readonly snapshot: RouteSnapshot }
  | { readonly won: false; readonly snapshot: RouteSnapshot };

/** Where the route is kept. Every read is strongly consistent; every write is conditional on `revision`. */
export interface RouteStore {
  /** @throws RouteError `UND_ROUTE_STORE_UNREACHABLE`, `UND_ROUTE_STORE_REFUSED`, `UND_ROUTE_NOT_FOUND`, `UND_ROUTE_CORRUPT` */
  read(signal?: AbortSignal): Promise<RouteSnapshot>;
  /** Writes the first route, of revision 1 unless given; condition: none is there. Loses to one that is. */
  create(route: Route, revision?: number): Promise<CompareAndSet>;
  /**
   * Condition: the stored revision is `expected`. An answer that was lost is looked up, so that a write of
   * our own that did apply is reported as won.
   * @throws RouteError `UND_ROUTE_STORE_UNREACHABLE` where that could not be found out.
   */
  compareAndSet(expected: number, next: Route): Promise<CompareAndSet>;
}

/**
 * The fence of one region: the route's own word, carried to the region's `understudy-fence` table.
 * `fenceFor` makes it of a snapshot, so that two who write it at one revision write the same.
 */
export interface FenceItem {
  readonly epoch: number;
  readonly writer: string;
  /** The revision of the route that this fence follows from: later ones replace earlier ones, never the reverse. */
  readonly revision: number;
  /** The move that wrote it, for the audit; absent where the route was steady. */
  readonly moveId?: string;
  /** The whole route of that revision, for a service that has lost the control store; absent in fences of earlier versions. */
  readonly route?: Route;
}

/** The fence tables, by region. */
export interface FenceStore {
  /** Strongly consistent. `undefined` where no fence was ever written. @throws RouteError `UND_ROUTE_FENCE_UNREACHABLE` */
  read(region: string, signal?: AbortSignal): Promise<FenceItem | undefined>;
  /**
   * Condition: nothing is there, or it is of no later revision. So a mover that fell asleep never overwrites
   * what came after it, and an abort can take its move's fence back. Losing is a value: `false`.
   * @throws RouteError `UND_ROUTE_FENCE_UNREACHABLE`
   */
  write(region: string, fence: FenceItem, signal?: AbortSignal): Promise<boolean>;
}

/** What a holder of the route may do with it now. */
export interface RouteView {
  readonly snapshot: RouteSnapshot;
  /** Nothing may be sent on the strength of this view once it has passed. */
  readonly validUntil: Deadline;
  /** What renewed it last. */
  readonly renewedBy: 'store' | 'fence';
}
