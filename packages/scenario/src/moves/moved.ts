import type { Stretch } from '../report/measure-stretch.ts';

/** A move that was made. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly epoch: number;
  /** When it began, in milliseconds since the run began. */
  readonly startedMs: number;
  readonly tookMs: number;
  /** Until when requests were counted for it, in milliseconds since the run began. */
  readonly measuredToMs: number;
  readonly stretch: Stretch;
}
