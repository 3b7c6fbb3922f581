import type { LinkCounts } from './link-counts.ts';
import type { LinkName } from './link-name.ts';
import type { LossWindow } from './loss-window.ts';

/** A link as its worker sees it. */
export interface LinkStatus extends LinkCounts {
  readonly link: LinkName;
  /** Whether this worker leads it now. */
  readonly leader: boolean;
  /** `leading`, `following` (another worker leads), `waiting` (a region does not answer), `refused` (see `problem`), `stopped`. */
  readonly state: 'leading' | 'following' | 'waiting' | 'refused' | 'stopped';
  /** What fails now and is tried again, for people; absent as soon as nothing does. */
  readonly problem?: string;
  readonly problemCode?: string;
  readonly remedy?: string;
  /** Whether `problem` is one that a person may have to fix, or has lasted for 10 s. */
  readonly blocked?: boolean;
  /** Age in ms of the newest record known to be settled; 0 at the tip; undefined while nothing is known. */
  readonly lagMs?: number;
  /** What the lag was, in ms, when the source's stream answered last: it does not grow while the source is away. */
  readonly lagAtContactMs?: number;
  /** How long in ms until the stream drops what the link has not read; undefined while nothing is known. */
  readonly trimInMs?: number;
  /** What the stream dropped unread, until a re-seeding backfill makes it good. */
  readonly gap?: LossWindow;
  /** Present while the source's stream is off: what is written there is in no stream. */
  readonly streamOff?: true;
  /** Every shard was read to its tip and all of it is settled. */
  readonly atTip: boolean;
  /** Records settled in the last second, whatever their outcome. */
  readonly settledPerSecond: number;
  /** Records read and not yet settled. */
  readonly unsettled: number;
  /** Parked records that are neither superseded nor decided: writes that the target lacks. Only its leader knows. */
  readonly parkedOpen?: number;
}
