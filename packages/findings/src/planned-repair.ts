import type { RepairBlock } from './repair-block.ts';
import type { Rung } from './repair.ts';

/** The next step for a server that is down, as data. */
export interface PlannedRepair {
  readonly pool: string;
  readonly slot: number;
  /** The instance's label. */
  readonly server: string;
  /** Why it needs a repair, as one sentence. */
  readonly reason: string;
  /** Absent where no rung of the ladder is left. */
  readonly step?: RepairStep;
  /** Rungs that are passed over, and why. */
  readonly passedOver: readonly { readonly rung: Rung; readonly why: string }[];
  readonly blocks: readonly RepairBlock[];
  /** An attempt is under way. */
  readonly underWay: boolean;
  /** Whether it is made now: there is a step, nothing blocks it, and none is under way. */
  readonly acts: boolean;
}

/** What a repair does, as sentences and figures. */
export interface RepairStep {
  readonly rung: Rung;
  /** Linode's region in which the server is, or in which it is replaced. */
  readonly region: string;
  readonly precondition: string;
  readonly action: string;
  readonly verification: string;
  /** How long it may take in ms. */
  readonly limitMs: number;
}

/** What repairs are planned, and since when it has been so. */
export interface WatchedRepairs {
  readonly repairs: readonly PlannedRepair[];
  /** Wall time in ms since which a server has needed a repair, by its name. */
  readonly neededSinceMs: Readonly<Record<string, number>>;
  /** Since when each block has been there, by server and code with a space between them. */
  readonly blockedSinceMs: Readonly<Record<string, number>>;
}
